internal import HTMLEscaping
internal import Markdown

/// A path inside the published site, without a leading slash: `articles/tesla/index.html`, `feed.xml`.
///
/// It cannot leave the site: no part is empty, `.` or `..`.
public struct SitePath: Sendable, Hashable, Comparable {
  public let text: String

  private init(unchecked text: String) { self.text = text }

  /// Joins parts that are slugs, ids or file names already.
  static func page(_ parts: String...) -> SitePath {
    let name = "index.html"
    let length = parts.reduce(name.utf8.count) { $0 + $1.utf8.count + 1 }
    // In one piece: a site has many of them.
    let text = String(unsafeUninitializedCapacity: length) { text in
      var count = 0
      func add(_ part: String) {
        var part = part
        part.withUTF8 { count = text[count...].initialize(fromContentsOf: $0) }
      }
      for part in parts where !part.isEmpty {
        add(part)
        add("/")
      }
      add(name)
      return count
    }
    return SitePath(unchecked: text)
  }

  static func file(_ path: String) -> SitePath { SitePath(unchecked: path) }

  /// An old address that an author names: `/old/path/` is the page there, `/old.html` that file.
  public init?(alias: String) {
    let parts = alias.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    guard alias.hasPrefix("/"), !parts.isEmpty, !alias.contains("//") else { return nil }
    for part in parts {
      let isPlain = part.unicodeScalars.allSatisfy {
        $0.value > 0x20 && $0.value != 0x7F && !"\\?#%<>\"|*:".unicodeScalars.contains($0)
      }
      guard isPlain, part != ".", part != "..", part.utf8.count <= 200 else { return nil }
    }
    let isFile = !alias.hasSuffix("/") && parts[parts.count - 1].contains(".")
    self.init(unchecked: (isFile ? parts : parts + ["index.html"]).joined(separator: "/"))
  }

  /// The way from this page's folder to the site's root: empty at the root, `../` one folder down.
  var rootPrefix: String { String(repeating: "../", count: text.utf8.count { $0 == UInt8(ascii: "/") }) }

  /// The folder that it lies in, with a final slash; empty at the root.
  var folder: String { text.lastIndex(of: "/").map { String(text[...$0]) } ?? "" }

  /// The path as a link is written, percent-encoded.
  var link: String { HTMLText.percentEncoded(text) }

  /// The path as a public URL ends: a page's folder, not its index.html.
  var permalink: String {
    let name = "index.html".utf8
    let isPage = text.utf8.count == name.count || text.utf8.dropLast(name.count).last == UInt8(ascii: "/")
    guard isPage, text.utf8.suffix(name.count).elementsEqual(name) else { return link }
    return HTMLText.percentEncoded(String(text[..<text.utf8.index(text.endIndex, offsetBy: -name.count)]))
  }

  /// The path of a site on its host, from slash to slash, by the address that it stands at.
  static func hostPath(of url: String?) -> String {
    let parts = (url ?? "").split(separator: "/", omittingEmptySubsequences: true).dropFirst(2)
    return parts.isEmpty ? "/" : "/" + parts.joined(separator: "/") + "/"
  }

  public static func < (left: SitePath, right: SitePath) -> Bool { left.text.precedesByBytes(right.text) }
}

extension String {
  /// Whether the text comes first in the order of bytes.
  func precedesByBytes(_ other: String) -> Bool {
    let isBefore = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right in left.lexicographicallyPrecedes(right) }
    }
    // Only a bridged text has no storage of its own.
    return (isBefore ?? nil) ?? utf8.lexicographicallyPrecedes(other.utf8)
  }
}
