internal import Markdown

/// The root element of an SVG file: its `width` and `height`, or what its `viewBox` says of them.
struct SVGHead {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func size() throws(ImageProblem) -> ImageSize {
    let attributes = try rootAttributes()
    let box = attributes["viewBox"].flatMap(numbers)
    let (width, height) = (attributes["width"].flatMap(pixels), attributes["height"].flatMap(pixels))
    switch (width, height, box) {
    case (let width?, let height?, _): return try size(width, height)
    case (let width?, nil, let box?): return try size(width, width * box.height / box.width)
    case (nil, let height?, let box?): return try size(height * box.width / box.height, height)
    case (nil, nil, let box?): return try size(box.width, box.height)
    default: throw .sizeless
    }
  }

  private func size(_ width: Double, _ height: Double) throws(ImageProblem) -> ImageSize {
    guard (0.5...1e6).contains(width), (0.5...1e6).contains(height) else { throw .sizeless }
    return try ImageHead.size(Int(width.rounded()), Int(height.rounded()))
  }

  /// The width and height of a `viewBox`, both positive.
  private func numbers(_ text: String) -> (width: Double, height: Double)? {
    let parts = text.split { $0 == "," || $0.isWhitespace }.map { Double($0) }
    guard parts.count == 4, let width = parts[2], let height = parts[3], width > 0, height > 0, width.isFinite,
      height.isFinite
    else { return nil }
    return (width, height)
  }

  /// CSS pixels; nil for lengths that depend on what is around the image.
  private func pixels(_ text: String) -> Double? {
    let trimmed = text.filter { !$0.isWhitespace }
    let number = trimmed.prefix { $0.isNumber || ".+-".contains($0) }
    let units: [String: Double] = ["": 1, "px": 1, "pt": 4.0 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4]
    guard let unit = units[trimmed.dropFirst(number.count).lowercased()], let value = Double(number), value > 0 else {
      return nil
    }
    return value * unit
  }

  // MARK: Reading

  /// The attributes of the first element, which is `svg`; a declaration, comments and a document type may stand before.
  private func rootAttributes() throws(ImageProblem) -> [String: String] {
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while true {
      while index < bytes.count, isSpace(bytes[index]) { index += 1 }
      guard index < bytes.count, bytes[index] == UInt8(ascii: "<") else { throw .damaged }
      if starts("<!--", at: index) {
        index = try end(of: "-->", from: index)
      } else if starts("<?", at: index) {
        index = try end(of: "?>", from: index)
      } else if starts("<!", at: index) {
        index = try endOfDocumentType(from: index)
      } else {
        break
      }
    }
    index += 1
    let name = token(&index)
    guard name == "svg" || name.hasSuffix(":svg") else { throw .damaged }
    var attributes: [String: String] = [:]
    while true {
      while index < bytes.count, isSpace(bytes[index]) { index += 1 }
      guard index < bytes.count else { throw .damaged }
      if bytes[index] == UInt8(ascii: ">") || bytes[index] == UInt8(ascii: "/") { return attributes }
      let key = token(&index)
      while index < bytes.count, isSpace(bytes[index]) || bytes[index] == UInt8(ascii: "=") { index += 1 }
      guard !key.isEmpty, index < bytes.count, "\"'".utf8.contains(bytes[index]),
        let end = bytes[(index + 1)...].firstIndex(of: bytes[index])
      else { throw .damaged }
      if attributes[key] == nil { attributes[key] = String(decoding: bytes[(index + 1)..<end], as: UTF8.self) }
      index = end + 1
    }
  }

  private func token(_ index: inout Int) -> String {
    let start = index
    while index < bytes.count, !isSpace(bytes[index]), !"=/>\"'".utf8.contains(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private func end(of text: String, from start: Int) throws(ImageProblem) -> Int {
    var index = start
    while index < bytes.count {
      if starts(text, at: index) { return index + text.utf8.count }
      index += 1
    }
    throw .damaged
  }

  /// A document type may hold declarations between brackets.
  private func endOfDocumentType(from start: Int) throws(ImageProblem) -> Int {
    var index = start
    var isInside = false
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "[") { isInside = true }
      if byte == UInt8(ascii: "]") { isInside = false }
      if byte == UInt8(ascii: ">"), !isInside { return index }
    }
    throw .damaged
  }

  private func starts(_ text: String, at index: Int) -> Bool { bytes[index...].starts(with: text.utf8) }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
