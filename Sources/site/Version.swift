/// What `site --version` prints. Between releases it is that of the next one: the tag of the same name is set on the
/// commit that is released, and the commit after it counts up.
enum Version {
  static let text = "0.2.0"
}
