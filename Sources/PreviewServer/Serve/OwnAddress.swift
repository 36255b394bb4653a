/// The addresses that a preview answers at: this machine's own names with its port.
///
/// A page elsewhere can make a browser ask for any name that leads to this machine; such a request bears that name as
/// its host, and is refused.
struct OwnAddress: Sendable {
  let port: UInt16

  /// What browsers are told to open.
  var url: String { "http://127.0.0.1\(suffix)/" }

  private var suffix: String { port == 80 ? "" : ":\(port)" }

  /// - Parameter host: a request's `Host`.
  func isOwn(host: String?) -> Bool {
    guard let host = host?.lowercased() else { return false }
    return ["127.0.0.1", "localhost", "[::1]"].contains { name in
      host == "\(name):\(port)" || (port == 80 && host == name)
    }
  }

  /// Whether a page of the preview itself opened the connection.
  /// - Parameters:
  ///   - origin: a request's `Origin`, which browsers send with each of this kind.
  ///   - host: its `Host`.
  func isOwn(origin: String?, host: String?) -> Bool {
    guard let host, isOwn(host: host), let origin else { return false }
    return origin.lowercased() == "http://" + host.lowercased()
  }
}
