internal import Markdown

/// Files of Templates/assets/ under names that hold their fingerprint, so that a browser may keep them for ever.
struct AssetPaths {
  let files: [(path: SitePath, bytes: [UInt8])]
  let stylesheet: String
  let icon: String
  let searchScript: String

  init(_ assets: [(path: String, bytes: [UInt8])]) {
    var files: [(SitePath, [UInt8])] = []
    var links: [String: String] = [:]
    for asset in assets {
      let path = SitePath.file("assets/" + FingerprintedName.name(asset.path, asset.bytes))
      files.append((path, asset.bytes))
      links[asset.path] = path.link
    }
    self.files = files
    stylesheet = links["site.css"] ?? ""
    icon = links["icon.svg"] ?? ""
    searchScript = links["search.js"] ?? ""
  }
}
