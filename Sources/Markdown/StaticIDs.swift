/// The `id="…"` attributes that stand in HTML or in a template of it.
public struct StaticIDs: Sendable, Hashable {
  public private(set) var exact: Set<String> = []
  /// What ids start with whose rest a template computes, such as `part-` of `id="part-{{ loop.index }}"`.
  public private(set) var prefixes: Set<String> = []

  public init() {}

  /// - Complexity: O(length).
  public init(in html: some Sequence<UInt8>) { add(html) }

  public func contains(_ id: String) -> Bool { exact.contains(id) || prefixes.contains { id.hasPrefix($0) } }

  /// What only looks like an attribute, in a comment or a text, counts as well: an id too many is reserved, none too few.
  public mutating func add(_ html: some Sequence<UInt8>) {
    let bytes = Array(html)
    var index = 0
    while index + 2 < bytes.count {
      defer { index += 1 }
      guard bytes[index] | 0x20 == UInt8(ascii: "i"), bytes[index + 1] | 0x20 == UInt8(ascii: "d"),
        index > 0, Self.isSpace(bytes[index - 1]) || bytes[index - 1] == UInt8(ascii: "/")
      else { continue }
      var position = index + 2
      while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
      guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else { continue }
      position += 1
      while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
      guard position < bytes.count else { return }
      let quote = bytes[position]
      let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
      let value = bytes[(isQuoted ? position + 1 : position)...].prefix {
        isQuoted ? $0 != quote : !Self.isSpace($0) && $0 != UInt8(ascii: ">")
      }
      add(value: value)
      index = max(index, value.endIndex - 1)
    }
  }

  private mutating func add(value: ArraySlice<UInt8>) {
    let opening = value.indices.first { index in
      value[index] == UInt8(ascii: "{") && index + 1 < value.endIndex && "{%".utf8.contains(value[index + 1])
    }
    let id = String(decoding: value[..<(opening ?? value.endIndex)], as: UTF8.self)
    if id.isEmpty { return }
    if opening == nil { exact.insert(id) } else { prefixes.insert(id) }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
