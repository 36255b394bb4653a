internal import Markdown

/// Files of Templates/assets/ under names that hold their fingerprint, so that a browser may keep them for ever.
struct AssetPaths {
  let files: [(path: SitePath, bytes: [UInt8])]
  let stylesheet: String
  let icon: String

  init(_ assets: [(path: String, bytes: [UInt8])]) {
    var files: [(SitePath, [UInt8])] = []
    var links: [String: String] = [:]
    for asset in assets {
      let path = SitePath.file("assets/" + Self.fingerprinted(asset.path, asset.bytes))
      files.append((path, asset.bytes))
      links[asset.path] = path.link
    }
    self.files = files
    stylesheet = links["site.css"] ?? ""
    icon = links["icon.svg"] ?? ""
  }

  /// `site.css` as `site.1f0c9a2b77e4d310.css`.
  private static func fingerprinted(_ path: String, _ bytes: [UInt8]) -> String {
    let digits = String(Fingerprint(of: bytes).value, radix: 16)
    let padded = String(repeating: "0", count: 16 - digits.count) + digits
    let name = path.split(separator: "/").last ?? ""
    guard let dot = path.lastIndex(of: "."), name.contains("."), !name.hasPrefix(".") else {
      return path + "." + padded
    }
    return path[..<dot] + "." + padded + path[dot...]
  }
}
