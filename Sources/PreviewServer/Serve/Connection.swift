internal import FlyingFox
internal import FlyingSocks
internal import Foundation

/// A browser's connection: request after request until one of them has enough.
struct Connection {
  let socket: AsyncSocket
  let handler: PreviewHandler

  /// How long a request may take to be sent.
  static let longestHead = Duration.seconds(15)
  /// How much of what nobody reads is taken, so that the other side still sees the answer.
  static let longestRest = 1 << 20

  func run() async {
    defer { try? socket.close() }
    var buffer: [UInt8] = []
    do {
      while let head = try await nextHead(&buffer) {
        let response = try await handler.handleRequest(head.request)
        try await send(response, isKept: head.isKept)
        if case .webSocket(let line) = response.payload { return try await keep(line, buffer) }
        if !head.isKept { break }
      }
    } catch let problem as RequestHead.Problem {
      let status: HTTPStatusCode = problem == .tooLong ? .requestHeaderFieldsTooLarge : .badRequest
      try? await send(HTTPResponse(statusCode: status), isKept: false)
    } catch {
      return
    }
    await leave()
  }

  /// - Returns: nil where the other side is done.
  private func nextHead(_ buffer: inout [UInt8]) async throws -> RequestHead? {
    let clock = ContinuousClock()
    let start = clock.now
    var searched = 0
    while true {
      // Empty lines between requests mean nothing.
      let empty = buffer.prefix { $0 == 0x0D || $0 == 0x0A }.count
      buffer.removeFirst(empty)
      if let end = RequestHead.end(in: buffer, from: searched) {
        let head = try RequestHead(buffer[..<end.head])
        buffer.removeFirst(end.next)
        return head
      }
      searched = max(0, buffer.count - 1)
      guard buffer.count <= RequestHead.longest, empty <= RequestHead.longest else { throw RequestHead.Problem.tooLong }
      guard buffer.isEmpty || clock.now - start < Self.longestHead else { throw SocketError.disconnected }
      do { buffer += try await socket.read(atMost: 4096) } catch SocketError.disconnected where buffer.isEmpty {
        return nil
      }
    }
  }

  private func send(_ response: HTTPResponse, isKept: Bool) async throws {
    var head = "HTTP/1.1 \(response.statusCode.code) \(response.statusCode.phrase)\r\n"
    for (header, value) in response.headers.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      head += "\(header.rawValue): \(value)\r\n"
    }
    var bytes = Data()
    if case .httpBody(let body) = response.payload {
      if response.headers[.contentLength] == nil { head += "Content-Length: \(body.count ?? 0)\r\n" }
      if !isKept { head += "Connection: close\r\n" }
      bytes = Data((head + "\r\n").utf8)
      for try await part in body {
        // The head and the first part go together: a part alone would wait for the other side's word.
        bytes.append(part)
        try await socket.write(bytes)
        bytes = Data()
      }
    } else {
      bytes = Data((head + "\r\n").utf8)
    }
    if !bytes.isEmpty { try await socket.write(bytes) }
  }

  private func keep(_ line: any WSHandler, _ buffer: [UInt8]) async throws {
    let socket = socket
    let incoming = AsyncThrowingStream<WSFrame, any Error> { try await BrowserFrames.next(from: socket) }
    for await frame in try await line.makeFrames(for: incoming) {
      try await socket.write(Data(BrowserFrames.encoded(frame)))
    }
  }

  /// Says that no more comes, and takes what is still under way.
  private func leave() async {
    shutdown(socket.socket.file.rawValue, Int32(SHUT_WR))
    var rest = Self.longestRest
    while rest > 0, let bytes = try? await socket.read(atMost: 4096) { rest -= bytes.count }
  }
}
