internal import Diagnostics

/// What every text file must be: UTF-8, no byte order mark, no NUL, lines ended by a line feed alone.
enum TextCheck {
  /// The first problem of each kind; a file with one is not parsed further.
  static func problems(in file: SourceFile) -> [Diagnostic] {
    let bytes = file.bytes
    if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) {
      return [
        Diagnostic(
          id: "empty-file", "the file is empty", at: .file(path: file.path), help: "write its content, or delete it")
      ]
    }
    if isUTF16(bytes) { return encodingProblems(in: file) }
    var problems: [Diagnostic] = []
    if let nul = first(0, in: bytes) {
      problems.append(
        problem("nul-byte", "a NUL byte stands here", at: nul, in: file, "remove it; a text file holds none"))
    }
    if let carriage = first(0x0D, in: bytes) {
      problems.append(
        problem(
          "carriage-return", "the line ends in a carriage return", at: carriage, in: file,
          "save the file with LF line ends (in git: `* text=auto eol=lf` in .gitattributes)"))
    }
    return problems + encodingProblems(in: file)
  }

  /// What hinders reading the bytes as text: another encoding, a byte order mark.
  static func encodingProblems(in file: SourceFile) -> [Diagnostic] {
    let bytes = file.bytes
    if isUTF16(bytes) {
      return [problem("invalid-utf8", "the file is UTF-16, not UTF-8", at: 0, in: file, "save the file as UTF-8")]
    }
    var problems: [Diagnostic] = []
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      problems.append(
        problem(
          "byte-order-mark", "the file starts with a byte order mark", at: 0, in: file,
          "save the file as UTF-8 without BOM"))
    }
    if let invalid = firstInvalidUTF8(bytes) {
      let byte = String(bytes[invalid], radix: 16, uppercase: true)
      problems.append(
        problem(
          "invalid-utf8", "byte 0x\(byte) is not UTF-8", at: invalid, in: file,
          "save the file as UTF-8; it looks like Latin-1 or Windows-1252"))
    }
    return problems
  }

  private static func isUTF16(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
  }

  private static func problem(
    _ id: String, _ message: String, at offset: Int, in file: SourceFile, _ help: String
  ) -> Diagnostic {
    Diagnostic(id: id, message, at: SourcePlace(file, SourceSpan(offset, offset)), help: help)
  }

  private static func first(_ byte: UInt8, in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { ByteSearch.first(byte, in: $0, 0..<$0.count) }
  }

  /// Where the first sequence starts that is no scalar in UTF-8.
  private static func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      let raw = UnsafeRawBufferPointer(bytes)
      var index = 0
      while index < bytes.count {
        if index + 8 <= bytes.count,
          raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
          index += 8
          continue
        }
        guard let length = lengthOfScalar(bytes, at: index) else { return index }
        index += length
      }
      return nil
    }
  }

  /// Nil for what is no scalar, by table 3-7 of the Unicode standard.
  private static func lengthOfScalar(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
    let first = bytes[index]
    if first < 0x80 { return 1 }
    let second: ClosedRange<UInt8>
    let length: Int
    switch first {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return nil
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return nil }
    for next in bytes[(index + 1)..<(index + length)] where next & 0xC0 != 0x80 { return nil }
    return length
  }
}
