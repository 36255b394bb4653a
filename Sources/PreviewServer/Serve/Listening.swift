internal import Diagnostics
internal import FlyingFox
internal import FlyingSocks

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Android)
  internal import Android
#endif

/// The port that a preview is wanted at.
public enum PreviewPort: Sendable, Equatable {
  /// This one, or none.
  case exactly(UInt16)
  /// This one, or the next that is free.
  case from(UInt16)
}

/// A port that cannot be had, with the system's number of the error.
struct ListeningProblem: Error, Equatable {
  let port: UInt16
  let number: Int32
}

/// Listens on this machine alone.
struct Listening: Sendable {
  let live: LivePreview
  let content: String

  /// How many ports are tried.
  static let mostTried: UInt16 = 50

  /// Begins to answer; goes on until the process ends.
  func start(_ port: PreviewPort) async throws(ListeningProblem) -> OwnAddress {
    Self.raiseFileLimit()
    switch port {
    case .exactly(let port): return try await start(port)
    case .from(let first):
      for port in first..<(first + Self.mostTried) {
        do throws(ListeningProblem) { return try await start(port) } catch where error.number == EADDRINUSE {}
      }
      throw ListeningProblem(port: first, number: EADDRINUSE)
    }
  }

  private func start(_ port: UInt16) async throws(ListeningProblem) -> OwnAddress {
    let address = OwnAddress(port: port)
    let handler = PreviewHandler(live: live, address: address, content: content)
    let running: Task<Void, any Error>
    do { running = try await run(handler) } catch {
      guard case SocketError.failed(_, let number, _)? = error as? SocketError else {
        throw ListeningProblem(port: port, number: EIO)
      }
      throw ListeningProblem(port: port, number: number)
    }
    Task {
      // The library gives up when one connection cannot be accepted, as where the process has no file left to open.
      var running = running
      while true {
        _ = await running.result
        try await Task.sleep(for: .milliseconds(100))
        if let next = try? await run(handler) { running = next }
      }
    }
    return address
  }

  private func run(_ handler: PreviewHandler) async throws -> Task<Void, any Error> {
    let server = HTTPServer(
      config: HTTPServer.Configuration(
        address: try .inet(ip4: "127.0.0.1", port: handler.address.port), timeout: 60, pool: SystemPool.make(),
        logger: .disabled), handler: handler)
    let (outcomes, outcome) = AsyncStream.makeStream(of: Result<Void, any Error>.self)
    let running = Task {
      do { try await server.run() } catch {
        outcome.yield(.failure(error))
        throw error
      }
    }
    let listening = Task {
      try await server.waitUntilListening(timeout: 30)
      outcome.yield(.success(()))
    }
    defer { listening.cancel() }
    for await outcome in outcomes {
      try outcome.get()
      break
    }
    return running
  }

  /// Each connection is an open file, and many systems grant few without being asked.
  private static func raiseFileLimit() {
    var limit = rlimit()
    #if canImport(Glibc)
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let resource = RLIMIT_NOFILE
    #endif
    guard getrlimit(resource, &limit) == 0 else { return }
    #if canImport(Darwin)
      let most = rlim_t(OPEN_MAX)
    #else
      let most: rlim_t = 16384
    #endif
    limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, most))
    _ = setrlimit(resource, &limit)
  }
}
