import Testing

@testable import PreviewServer

private func read(_ text: String) throws -> RequestHead { try RequestHead(Array(text.utf8)[...]) }

@Test func aHeadIsReadWithItsFields() throws {
  let head = try read("GET /a?b=c HTTP/1.1\r\nHost:  localhost:8080 \r\nX-Empty:\r\nConnection: keep-alive, Upgrade")
  #expect(head.method == "GET" && head.target == "/a?b=c" && head.isKept && !head.hasBody)
  #expect(head.value("host") == "localhost:8080" && head.value("x-empty") == "" && head.value("x-none") == nil)
}

@Test(arguments: [
  ("GET / HTTP/1.1", true), ("GET / HTTP/1.0", false), ("GET / HTTP/1.0\nConnection: Keep-Alive", true),
  ("GET / HTTP/1.1\nConnection: close", false), ("POST / HTTP/1.1\nContent-Length: 3", false),
  ("POST / HTTP/1.1\nTransfer-Encoding: chunked", false), ("POST / HTTP/1.1\nContent-Length: 0", true),
])
func aConnectionStaysWhereNothingIsLeftUnread(_ text: String, isKept: Bool) throws {
  #expect(try read(text).isKept == isKept)
}

@Test(arguments: [
  "", "GET", "GET /", "GET / HTTP/2.0", "GET  / HTTP/1.1", "GET / HTTP/1.1 ", " GET / HTTP/1.1", "G(T / HTTP/1.1",
  "GET /é HTTP/1.1", "GET /\u{1} HTTP/1.1", "GET / HTTP/1.1\nNo colon", "GET / HTTP/1.1\nA : b", "GET / HTTP/1.1\n: b",
  "GET / HTTP/1.1\nA: b\n folded", "GET / HTTP/1.1\nA: b\rC: d", "GET / HTTP/1.1\nA: \u{0}",
  "GET / HTTP/1.1\nHost: a\nHost: b",
])
func aHeadThatIsNoneIsRefused(_ text: String) { #expect(throws: RequestHead.Problem.malformed) { try read(text) } }

@Test func aHeadHasBounds() {
  let fields = String(repeating: "\nA: b", count: RequestHead.mostFields)
  #expect(throws: Never.self) { try read("GET / HTTP/1.1" + fields) }
  #expect(throws: RequestHead.Problem.tooLong) { try read("GET / HTTP/1.1" + fields + "\nA: b") }
}

/// However the bytes come, the end is found where it is: before the last line feed that ends a line.
@Test func theEndOfAHeadIsFoundFromAnyStart() {
  for (text, head) in [
    ("A\r\n\r\nrest", 2), ("A\n\nrest", 1), ("A\r\nB\r\n\r\n", 5), ("A\nB\r\n\r\n", 4), ("A\r\nB", -1), ("\n", -1),
    ("", -1),
  ] {
    let bytes = Array(text.utf8)
    var searched = 0
    var found: Int?
    for count in 0...bytes.count where found == nil {
      found = RequestHead.end(in: Array(bytes[..<count]), from: searched)?.head
      searched = max(0, count - 1)
    }
    #expect((found ?? -1) == head, "\(text.debugDescription)")
    #expect((RequestHead.end(in: bytes, from: 0)?.head ?? -1) == head)
  }
}
