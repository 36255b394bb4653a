internal import Diagnostics
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
        do throws(ListeningProblem) { return try await start(port) } catch  where error.number == EADDRINUSE {}
      }
      throw ListeningProblem(port: first, number: EADDRINUSE)
    }
  }

  private func start(_ port: UInt16) async throws(ListeningProblem) -> OwnAddress {
    let address = OwnAddress(port: port)
    let pool = SystemPool.make()
    let listener: AsyncSocket
    do {
      try await pool.prepare()
      let socket = try Socket(domain: AF_INET)
      do {
        try socket.setValue(true, for: .localAddressReuse)
        #if canImport(Darwin)
          try socket.setValue(true, for: .noSIGPIPE)
        #endif
        try socket.bind(to: .inet(ip4: "127.0.0.1", port: port))
      } catch {
        try? socket.close()
        throw error
      }
      // Where this fails it has closed the socket itself.
      try socket.listen()
      listener = try AsyncSocket(socket: socket, pool: pool)
    } catch {
      guard case SocketError.failed(_, let number, _)? = error as? SocketError else {
        throw ListeningProblem(port: port, number: EIO)
      }
      throw ListeningProblem(port: port, number: number)
    }
    let handler = PreviewHandler(live: live, address: address, content: content)
    Task {
      await withDiscardingTaskGroup { group in
        group.addTask { try? await pool.run() }
        while !Task.isCancelled {
          do {
            let socket = try await listener.accept()
            group.addTask { await Connection(socket: socket, handler: handler).run() }
          } catch {
            // The process has no file left to open, or the other side is gone: the next may be better.
            try? await Task.sleep(for: .milliseconds(20))
          }
        }
      }
    }
    return address
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
