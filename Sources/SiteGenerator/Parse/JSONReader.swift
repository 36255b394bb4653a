internal import Diagnostics
internal import TemplateValues

/// Reads a JSON text as a value for templates.
///
/// Foundation's decoder loses the order of keys and the digits of numbers (`70.0` becomes `70`), takes the last of two
/// equal keys and tells no place; this reader keeps the first two and reports the others.
struct JSONReader {
  /// Lists and objects inside one another.
  static let nestingLimit = 64
  /// Digits behind the point of a number.
  static let fractionLimit = 30

  private let file: SourceFile
  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0
  private var diagnostics: [Diagnostic] = []

  /// - Returns: the value; nil where the text is not JSON. Equal keys and numbers without room are collected; the first
  ///   other mistake ends the reading.
  static func read(_ file: SourceFile) -> (value: TemplateValue?, diagnostics: [Diagnostic]) {
    let problems = TextCheck.encodingProblems(in: file)
    guard problems.isEmpty else { return (nil, problems) }
    var reader = JSONReader(file: file)
    do throws(Stop) {
      let value = try reader.document()
      guard reader.diagnostics.isEmpty else { return (nil, reader.diagnostics) }
      return (value, [])
    } catch { return (nil, reader.diagnostics + [error.diagnostic]) }
  }

  private init(file: SourceFile) {
    self.file = file
    bytes = file.bytes
  }

  private struct Stop: Error {
    let diagnostic: Diagnostic
  }

  // document := space value space

  private mutating func document() throws(Stop) -> TemplateValue {
    try skipSpace()
    guard index < bytes.count else { throw stop(.expected("a value", found: "the end of the file"), 0..<0) }
    let value = try value()
    try skipSpace()
    guard index == bytes.count else { throw stop(.trailing, index..<file.lineRange(around: index).upperBound) }
    return value
  }

  // value := object | list | text | number | "true" | "false" | "null"

  private mutating func value() throws(Stop) -> TemplateValue {
    switch byte {
    case UInt8(ascii: "{"): return try nested { reader throws(Stop) in try reader.object() }
    case UInt8(ascii: "["): return try nested { reader throws(Stop) in try reader.list() }
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "'"): throw stop(.apostrophe, index..<index + 1)
    case let byte? where startsNumber(byte): return .number(try number())
    default: return try word()
    }
  }

  private mutating func nested(
    _ read: (inout JSONReader) throws(Stop) -> TemplateValue
  ) throws(Stop) -> TemplateValue {
    guard depth < Self.nestingLimit else { throw stop(.tooDeep(limit: Self.nestingLimit), index..<index + 1) }
    depth += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  // object := "{" [ text ":" value { "," text ":" value } ] "}"

  private mutating func object() throws(Stop) -> TemplateValue {
    var pairs: [(String, TemplateValue)] = []
    var places: [String: Range<Int>] = [:]
    try members(closing: UInt8(ascii: "}")) { reader throws(Stop) in
      let start = reader.index
      let key = try reader.key()
      // Canonically equivalent keys are equal in Swift, and so in a template.
      if let first = places[key] {
        reader.collect(.duplicateKey(key, first: reader.place(first)), start..<reader.index)
      }
      places[key] = places[key] ?? start..<reader.index
      try reader.skipSpace()
      guard reader.byte == UInt8(ascii: ":") else { throw reader.unexpected("a colon") }
      reader.index += 1
      try reader.skipSpace()
      pairs.append((key, try reader.value()))
    }
    return .map(TemplateMap(pairs))
  }

  private mutating func key() throws(Stop) -> String {
    switch byte {
    case UInt8(ascii: "\""): return try text()
    case UInt8(ascii: "'"): throw stop(.apostrophe, index..<index + 1)
    default:
      let word = wordRange()
      guard !word.isEmpty else { throw unexpected("a key in quotes") }
      throw stop(.unquotedKey(string(word)), word)
    }
  }

  // list := "[" [ value { "," value } ] "]"

  private mutating func list() throws(Stop) -> TemplateValue {
    var values: [TemplateValue] = []
    try members(closing: UInt8(ascii: "]")) { reader throws(Stop) in values.append(try reader.value()) }
    return .list(values)
  }

  /// From an opening bracket to its closing one.
  private mutating func members(
    closing: UInt8, _ member: (inout JSONReader) throws(Stop) -> Void
  ) throws(Stop) {
    let open = index
    index += 1
    try skipSpace()
    if byte == closing {
      index += 1
      return
    }
    while true {
      guard byte != nil else { throw unclosed(open) }
      try member(&self)
      try skipSpace()
      switch byte {
      case closing:
        index += 1
        return
      case UInt8(ascii: ","):
        let comma = index
        index += 1
        try skipSpace()
        if byte == closing { throw stop(.trailingComma, comma..<comma + 1) }
      case nil: throw unclosed(open)
      default: throw unexpected("a comma or \(closing == UInt8(ascii: "}") ? "}" : "]")")
      }
    }
  }

  private func unclosed(_ open: Int) -> Stop {
    stop(.unclosed(string(open..<open + 1), opened: place(open..<open + 1)), bytes.count..<bytes.count)
  }

  // text := '"' { character | escape } '"'

  private mutating func text() throws(Stop) -> String {
    let open = index
    index += 1
    var result: [UInt8] = []
    while let byte {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return String(decoding: result, as: UTF8.self)
      case UInt8(ascii: "\\"): result += try escape()
      case 0x0A, 0x0D: throw stop(.unclosedText, open..<index)
      case 0..<0x20: throw stop(.controlCharacter(byte), index..<index + 1)
      default:
        result.append(byte)
        index += 1
      }
    }
    throw stop(.unclosedText, open..<file.lineRange(around: open).upperBound)
  }

  private mutating func escape() throws(Stop) -> [UInt8] {
    let start = index
    index += 1
    let plain: UInt8
    switch byte {
    case UInt8(ascii: "u"):
      let unit = try codeUnit(from: start)
      return Array(String(try scalar(unit, from: start)).utf8)
    case UInt8(ascii: "n"): plain = 0x0A
    case UInt8(ascii: "t"): plain = 0x09
    case UInt8(ascii: "r"): plain = 0x0D
    case UInt8(ascii: "b"): plain = 0x08
    case UInt8(ascii: "f"): plain = 0x0C
    case let byte? where [UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/")].contains(byte): plain = byte
    case nil, 0x0A, 0x0D: throw stop(.unclosedText, start..<index)
    default:
      var end = index + 1
      while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
      throw stop(.unknownEscape(string(start..<end)), start..<end)
    }
    index += 1
    return [plain]
  }

  /// The four digits of `\uHHHH`, with `index` at the `u`.
  private mutating func codeUnit(from start: Int) throws(Stop) -> UInt16 {
    let digits = bytes[(index + 1)...].prefix(4)
    guard digits.count == 4, digits.allSatisfy(isHexadecimal),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else {
      let end = digits.firstIndex { !isHexadecimal($0) } ?? digits.endIndex
      throw stop(.unknownEscape(string(start..<end)), start..<end)
    }
    index += 5
    return unit
  }

  private func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }

  /// The scalar that a code unit stands for, alone or with the low surrogate that must follow a high one.
  private mutating func scalar(_ unit: UInt16, from start: Int) throws(Stop) -> Unicode.Scalar {
    if let scalar = Unicode.Scalar(unit) { return scalar }
    let lone = JSONProblem.loneSurrogate(string(start..<index))
    let first = start..<index
    guard unit < 0xDC00, bytes[index...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
      throw stop(lone, first)
    }
    let second = index
    index += 1
    let low = try codeUnit(from: second)
    guard (0xDC00...0xDFFF).contains(low) else { throw stop(lone, first) }
    let value = 0x1_0000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
    guard let scalar = Unicode.Scalar(value) else { throw stop(lone, first) }
    return scalar
  }

  // number := [ "-" ] ( "0" | digit+ ) [ "." digit+ ] [ ("e"|"E") [ "+"|"-" ] digit+ ]

  private mutating func number() throws(Stop) -> TemplateNumber {
    let start = index
    while let byte, isNumeric(byte) { index += 1 }
    let range = start..<index
    let written = string(range)
    if written == "-", string(wordRange()) == "Infinity" {
      throw stop(.notFinite("-Infinity"), start..<wordRange().upperBound)
    }
    switch JSONNumber.read(bytes[range]) {
    case .number(let number): return number
    case .leadingZero: throw stop(.leadingZero(written), range)
    case .malformed: throw stop(.malformedNumber(written), range)
    case .noRoom:
      collect(.numberTooLarge(written.count > 40 ? written.prefix(40) + "…" : written), range)
      return TemplateNumber(0)
    }
  }

  private func startsNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."): true
    default: false
    }
  }

  /// Whatever could be meant as part of a number, so that all of a wrong one is marked.
  private func isNumeric(_ byte: UInt8) -> Bool {
    isHexadecimal(byte) || [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "x")].contains(byte)
  }

  // Words

  private mutating func word() throws(Stop) -> TemplateValue {
    let range = wordRange()
    guard !range.isEmpty else { throw unexpected("a value") }
    let word = string(range)
    defer { index = range.upperBound }
    switch word {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null": return .none
    case "NaN", "Infinity": throw stop(.notFinite(word), range)
    case "None", "nil", "undefined": throw stop(.unknownWord(word, meant: "null"), range)
    default: throw stop(.unknownWord(word, meant: nearestName(to: word, among: ["true", "false", "null"])), range)
    }
  }

  /// Letters, digits, `_` and `$` from here on.
  private func wordRange() -> Range<Int> {
    var end = index
    while end < bytes.count {
      switch bytes[end] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
        end += 1
      default: return index..<end
      }
    }
    return index..<end
  }

  // MARK: Bytes

  private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipSpace() throws(Stop) {
    while let byte, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { index += 1 }
    let rest = bytes[index...]
    if rest.starts(with: "//".utf8) || rest.starts(with: "/*".utf8) || byte == UInt8(ascii: "#") {
      throw stop(.comment, index..<file.lineRange(around: index).upperBound)
    }
  }

  private func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func place(_ range: Range<Int>) -> SourcePlace {
    SourcePlace(file, SourceSpan(range.lowerBound, range.upperBound))
  }

  private func stop(_ problem: JSONProblem, _ range: Range<Int>) -> Stop {
    Stop(diagnostic: problem.diagnostic(at: place(range)))
  }

  private mutating func collect(_ problem: JSONProblem, _ range: Range<Int>) {
    diagnostics.append(problem.diagnostic(at: place(range)))
  }

  private func unexpected(_ wanted: String) -> Stop {
    guard byte != nil else { return stop(.expected(wanted, found: "the end of the file"), index..<index) }
    var end = index + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let found = string(index..<end)
    return stop(.expected(wanted, found: found.first?.isNewline == true ? "the end of the line" : found), index..<end)
  }
}
