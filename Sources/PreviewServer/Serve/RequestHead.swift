internal import FlyingFox

/// What a request says before its body, read with bounds.
///
/// FlyingFox reads lines of any length itself, in a time that grows with the square of it: one address of a megabyte
/// would keep a processor for hours. So heads are read here, and the library gets them whole.
struct RequestHead: Equatable, Sendable {
  /// Longer than browsers send, cookies of other programs on this machine among it.
  static let longest = 64 << 10
  static let mostFields = 200

  enum Problem: Error { case malformed, tooLong }

  let method: String
  let target: String
  let isFirstVersion: Bool
  let fields: [Field]

  struct Field: Equatable, Sendable {
    /// In lower case.
    let name: String
    let value: String
  }

  /// - Parameter lines: the bytes before the empty line that ends the head.
  init(_ lines: ArraySlice<UInt8>) throws(Problem) {
    var lines = lines.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      line.last == 0x0D ? line.dropLast() : line
    }[...]
    guard let first = lines.popFirst() else { throw .malformed }
    let parts = first.split(separator: 0x20, omittingEmptySubsequences: false)
    guard parts.count == 3, Self.isName(parts[0]), Self.isTarget(parts[1]) else { throw .malformed }
    switch String(decoding: parts[2], as: UTF8.self) {
    case "HTTP/1.1": isFirstVersion = false
    case "HTTP/1.0": isFirstVersion = true
    default: throw .malformed
    }
    method = String(decoding: parts[0], as: UTF8.self)
    target = String(decoding: parts[1], as: UTF8.self)
    guard lines.count <= Self.mostFields else { throw .tooLong }
    var fields: [Field] = []
    for line in lines {
      guard let colon = line.firstIndex(of: 0x3A), Self.isName(line[..<colon]),
        !line.contains(where: { $0 < 0x20 && $0 != 0x09 })
      else { throw .malformed }
      let value = line[line.index(after: colon)...].trimmed
      fields.append(
        Field(
          name: String(decoding: line[..<colon], as: UTF8.self).lowercased(),
          value: String(decoding: value, as: UTF8.self)))
    }
    self.fields = fields
    guard fields.count(where: { $0.name == "host" }) <= 1 else { throw .malformed }
  }

  /// Where a head in a buffer ends, and where what follows begins.
  /// - Parameter start: what stands before is known to hold no end.
  static func end(in buffer: [UInt8], from start: Int) -> (head: Int, next: Int)? {
    for index in max(start, 1)..<max(buffer.count, max(start, 1)) where buffer[index] == 0x0A {
      if buffer[index - 1] == 0x0A { return (index - 1, index + 1) }
      if index >= 2, buffer[index - 1] == 0x0D, buffer[index - 2] == 0x0A { return (index - 2, index + 1) }
    }
    return nil
  }

  func value(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  /// Whether a body follows; none is read.
  var hasBody: Bool { (value("content-length").map { $0 != "0" } ?? false) || value("transfer-encoding") != nil }

  /// Whether the connection stays for another request.
  var isKept: Bool {
    let words = (value("connection") ?? "").lowercased().split { $0 == "," || $0 == " " }
    return !hasBody && (isFirstVersion ? words.contains("keep-alive") : !words.contains("close"))
  }

  var request: HTTPRequest {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    var headers = HTTPHeaders()
    for field in fields { headers.addValue(field.value, for: HTTPHeader(field.name)) }
    return HTTPRequest(
      method: HTTPMethod(method), version: .http11,
      target: HTTPRequest.Target(path: parts[0], query: parts.count > 1 ? parts[1] : ""), headers: headers,
      body: HTTPBodySequence())
  }

  /// Whether bytes are a token of the protocol, as methods and names of fields are.
  private static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
    let marks = Array("!#$%&'*+-.^_`|~".utf8)
    return !bytes.isEmpty
      && bytes.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || marks.contains(byte)
      }
  }

  private static func isTarget(_ bytes: ArraySlice<UInt8>) -> Bool {
    !bytes.isEmpty && bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }
}

extension ArraySlice<UInt8> {
  fileprivate var trimmed: ArraySlice<UInt8> {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    var rest = drop(while: isSpace)
    while let last = rest.last, isSpace(last) { rest.removeLast() }
    return rest
  }
}
