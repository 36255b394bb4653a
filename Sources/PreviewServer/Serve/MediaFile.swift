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

/// An open file of Content/, that is sent as it is read.
final class MediaFile: Sendable {
  let size: Int
  /// Changes with what the file holds, as far as the disk tells.
  let version: String
  private let descriptor: Int32

  /// - Parameters:
  ///   - path: relative to the folder. No link in it is followed, nor is anything but a file opened: what lies there may
  ///     be another thing than when the site was read.
  ///   - folder: may be a link itself.
  /// - Returns: nil where there is no such file.
  init?(_ path: String, in folder: String) {
    var opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    var names = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let last = names.popLast() else { return nil }
    for name in names where opened >= 0 {
      let next = openat(opened, String(name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      close(opened)
      opened = next
    }
    guard opened >= 0 else { return nil }
    descriptor = openat(opened, String(last), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    close(opened)
    var status = stat()
    guard descriptor >= 0 else { return nil }
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      return nil
    }
    size = Int(status.st_size)
    #if canImport(Darwin)
      let written = status.st_mtimespec
    #else
      let written = status.st_mtim
    #endif
    version = [Int(status.st_ino), Int(written.tv_sec), Int(written.tv_nsec), size].map { String($0, radix: 36) }
      .joined(separator: "-")
  }

  deinit { close(descriptor) }

  func body(_ range: Range<Int>) -> HTTPBodySequence {
    HTTPBodySequence(from: MediaBytes(file: self, range: range), count: range.count, suggestedBufferSize: 64 << 10)
  }

  /// - Throws: where the file has become shorter than was promised: the connection has to end.
  fileprivate func read(_ range: Range<Int>) throws -> [UInt8] {
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, range.count, off_t(range.lowerBound)))
    }
    guard !bytes.isEmpty else { throw SocketError.disconnected }
    return bytes
  }
}

private struct MediaBytes: AsyncBufferedSequence {
  typealias Element = UInt8

  let file: MediaFile
  let range: Range<Int>

  func makeAsyncIterator() -> Iterator { Iterator(file: file, rest: range) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    let file: MediaFile
    var rest: Range<Int>

    mutating func next() async throws -> UInt8? { try await nextBuffer(suggested: 1)?.first }

    mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? {
      guard !rest.isEmpty else { return nil }
      let bytes = try file.read(rest.lowerBound..<Swift.min(rest.lowerBound + Swift.max(count, 1), rest.upperBound))
      rest = (rest.lowerBound + bytes.count)..<rest.upperBound
      return bytes
    }
  }
}
