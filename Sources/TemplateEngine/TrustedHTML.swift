/// Text that is HTML already and is printed as it stands.
///
/// Only code makes it: the Markdown printer, the charts and this engine's own output. No template can, so no text of
/// an author becomes markup by accident.
public struct TrustedHTML: Sendable, Hashable {
  public let bytes: [UInt8]

  /// Takes responsibility: `bytes` are well-formed HTML in which all text is escaped.
  public init(trusted bytes: [UInt8]) {
    self.bytes = bytes
  }
}

extension [UInt8] {
  /// Appends text so that it is safe between tags and inside a quoted attribute, as Markupsafe writes it.
  mutating func appendEscaped(_ text: String) {
    var text = text
    text.withUTF8 { buffer in
      var start = 0
      for (offset, byte) in buffer.enumerated() {
        let entity: StaticString
        switch byte {
        case UInt8(ascii: "&"): entity = "&amp;"
        case UInt8(ascii: "<"): entity = "&lt;"
        case UInt8(ascii: ">"): entity = "&gt;"
        case UInt8(ascii: "\""): entity = "&#34;"
        case UInt8(ascii: "'"): entity = "&#39;"
        default: continue
        }
        append(contentsOf: buffer[start..<offset])
        entity.withUTF8Buffer { append(contentsOf: $0) }
        start = offset + 1
      }
      append(contentsOf: buffer[start...])
    }
  }
}
