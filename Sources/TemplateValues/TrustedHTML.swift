/// Text that is HTML already and is printed as it stands.
///
/// Only code makes it: the Markdown printer, the charts, and this engine by the filters `escape` and `tojson`. No
/// template can, so no text of an author becomes markup by accident.
public struct TrustedHTML: Sendable, Hashable {
  public let bytes: [UInt8]
  /// Whether the bytes are JSON, too, so that a script may hold them.
  package let isJSON: Bool

  /// Takes responsibility: `bytes` are well-formed HTML in which all text is escaped.
  public init(trusted bytes: [UInt8]) { (self.bytes, isJSON) = (bytes, false) }

  /// Takes responsibility: `json` is JSON in which no `<`, `>`, `&` or `'` stands as itself.
  public init(json bytes: [UInt8]) { (self.bytes, isJSON) = (bytes, true) }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}
