/// An element's displayed text, and what its ancestors say of it.
struct MarkedText {
  /// Its own, entities decoded.
  let attributes: [String: String]
  /// The `data-` attributes of it and of its ancestors; the nearest wins.
  let inherited: [String: String]
  /// Its text without that of descendants of the class `vh`, white space collapsed.
  let text: String
  /// The text of descendants of the class `vh`: words for those who hear the page.
  let hiddenText: String
  /// Of the element's `<`.
  let utf8Offset: Int
}

/// Reads back the HTML, SVG and XML that a build printed.
///
/// It knows what such output holds: elements that are closed, void elements, comments, raw text of scripts and styles. On
/// anything else it gives some reading and ends.
struct HTMLScanner {
  private struct Element {
    let name: String
    let attributes: [String: String]
    let inherited: [String: String]
    let offset: Int
    let isHidden: Bool
    var text: [UInt8] = []
    var hiddenText: [UInt8] = []
  }

  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
  ]

  private let bytes: [UInt8]
  private var index = 0
  private var open: [Element] = []
  private let isWanted: (String, [String: String]) -> Bool
  private var found: [(offset: Int, text: MarkedText)] = []

  private init(_ bytes: [UInt8], isWanted: @escaping (String, [String: String]) -> Bool) {
    self.bytes = bytes
    self.isWanted = isWanted
  }

  /// Every element that has an attribute of that name, in the order of their starts.
  /// - Complexity: O(length of the bytes × depth of nesting).
  static func marked(_ attribute: String, in bytes: [UInt8]) -> [MarkedText] {
    var scanner = HTMLScanner(bytes) { _, attributes in attributes[attribute] != nil }
    return scanner.scan()
  }

  /// Every element of that name, in the order of their starts.
  static func elements(_ name: String, in bytes: [UInt8]) -> [MarkedText] {
    var scanner = HTMLScanner(bytes) { element, _ in element == name }
    return scanner.scan()
  }

  private mutating func scan() -> [MarkedText] {
    while index < bytes.count {
      if bytes[index] != UInt8(ascii: "<") {
        takeText()
      } else if starts(with: "<!--") {
        skip(past: "-->")
      } else if starts(with: "<!") || starts(with: "<?") {
        skip(past: ">")
      } else if starts(with: "</") {
        let start = index + 2
        skip(past: ">")
        close(name(from: start))
      } else {
        takeTag()
      }
    }
    while !open.isEmpty { finish() }
    return found.sorted { $0.offset < $1.offset }.map(\.text)
  }

  private func starts(with text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

  private mutating func skip(past text: String) {
    let end = Array(text.utf8)
    while index < bytes.count, !bytes[index...].starts(with: end) { index += 1 }
    index = min(index + end.count, bytes.count)
  }

  private func name(from start: Int) -> String {
    String(decoding: bytes[start...].prefix { !" \n\t/>".utf8.contains($0) }, as: UTF8.self).lowercased()
  }

  private mutating func takeText() {
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
    guard let last = open.indices.last else { return }
    let text = Self.decoded(bytes[start..<index])
    if open[last].isHidden { open[last].hiddenText += text } else { open[last].text += text }
  }

  private mutating func takeTag() {
    let offset = index
    index += 1
    let name = name(from: index)
    index += name.utf8.count
    var attributes: [String: String] = [:]
    var isClosed = false
    while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
      if " \n\t/".utf8.contains(bytes[index]) {
        isClosed = bytes[index] == UInt8(ascii: "/")
        index += 1
      } else {
        let (key, value) = attribute()
        attributes[key] = value
        isClosed = false
      }
    }
    index = min(index + 1, bytes.count)
    var inherited = open.last?.inherited ?? [:]
    for (key, value) in attributes where key.hasPrefix("data-") { inherited[key] = value }
    let isHidden =
      (open.last?.isHidden ?? false) || (attributes["class"] ?? "").split(separator: " ").contains("vh")
    open.append(
      Element(name: name, attributes: attributes, inherited: inherited, offset: offset, isHidden: isHidden))
    if isClosed || Self.void.contains(name) {
      finish()
    } else if name == "script" || name == "style" {
      skip(past: "</" + name)
      skip(past: ">")
      finish()
    }
  }

  private mutating func attribute() -> (String, String) {
    let start = index
    while index < bytes.count, !"= \n\t/>".utf8.contains(bytes[index]) { index += 1 }
    let key = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
    guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else {
      if index == start { index += 1 }
      return (key, "")
    }
    index += 1
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
      let start = index
      while index < bytes.count, !" \n\t>".utf8.contains(bytes[index]) { index += 1 }
      return (key, String(decoding: Self.decoded(bytes[start..<index]), as: UTF8.self))
    }
    let quote = bytes[index]
    index += 1
    let valueStart = index
    while index < bytes.count, bytes[index] != quote { index += 1 }
    let value = String(decoding: Self.decoded(bytes[valueStart..<index]), as: UTF8.self)
    index = min(index + 1, bytes.count)
    return (key, value)
  }

  /// Closes the nearest open element of a name with all that is open inside it; an end tag without a start is passed.
  private mutating func close(_ name: String) {
    guard open.contains(where: { $0.name == name }) else { return }
    while let last = open.last {
      finish()
      if last.name == name { return }
    }
  }

  private mutating func finish() {
    guard let element = open.popLast() else { return }
    if isWanted(element.name, element.attributes) {
      found.append(
        (
          element.offset,
          MarkedText(
            attributes: element.attributes, inherited: element.inherited, text: Self.collapsed(element.text),
            hiddenText: Self.collapsed(element.hiddenText), utf8Offset: element.offset)
        ))
    }
    guard let parent = open.indices.last else { return }
    open[parent].text += element.text
    open[parent].hiddenText += element.hiddenText
  }

  private static func collapsed(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).split { $0 == " " || $0 == "\n" || $0 == "\t" }.joined(separator: " ")
  }

  private static let entities: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'", "apos": "'", "nbsp": "\u{A0}",
  ]

  /// Text with its entities replaced; one that is not known stays.
  private static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "&")) else { return Array(bytes) }
    var result: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "&"),
        let end = bytes[index...].prefix(12).firstIndex(of: UInt8(ascii: ";")),
        let text = entity(String(decoding: bytes[(index + 1)..<end], as: UTF8.self))
      {
        result += text.utf8
        index = end + 1
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  private static func entity(_ name: String) -> String? {
    if let known = entities[name] { return known }
    guard name.hasPrefix("#") else { return nil }
    let isHexadecimal = name.hasPrefix("#x") || name.hasPrefix("#X")
    let digits = name.dropFirst(isHexadecimal ? 2 : 1)
    return UInt32(digits, radix: isHexadecimal ? 16 : 10).flatMap(Unicode.Scalar.init).map { String($0) }
  }
}
