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
    if let nul = bytes.firstIndex(of: 0) {
      problems.append(
        problem("nul-byte", "a NUL byte stands here", at: nul, in: file, "remove it; a text file holds none"))
    }
    if let carriage = bytes.firstIndex(of: 0x0D) {
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

  private static func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var decoder = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .error: return offset
      case .emptyInput: return nil
      }
    }
  }
}
