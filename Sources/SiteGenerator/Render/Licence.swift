/// A licence by its SPDX identifier, with its text's address where it is one of Creative Commons.
struct Licence {
  let name: String

  private static let paths = [
    "CC-BY-4.0": "by/4.0", "CC-BY-SA-4.0": "by-sa/4.0", "CC-BY-NC-4.0": "by-nc/4.0", "CC-BY-ND-4.0": "by-nd/4.0",
    "CC-BY-NC-SA-4.0": "by-nc-sa/4.0",
  ]

  var url: String? {
    if name == "CC0-1.0" { return "https://creativecommons.org/publicdomain/zero/1.0/" }
    return Self.paths[name].map { "https://creativecommons.org/licenses/\($0)/" }
  }

  /// For people: `CC BY 4.0`.
  var title: String {
    if name == "CC0-1.0" { return "CC0 1.0" }
    return url == nil ? name : name.replacing("CC-", with: "CC ").replacing("-4.0", with: " 4.0")
  }
}
