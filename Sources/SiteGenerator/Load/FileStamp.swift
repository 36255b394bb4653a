internal import Foundation
internal import StoredValues

/// What a disk tells of a file without its bytes: enough to know that it is still the one that was looked at.
struct FileStamp: Hashable, Sendable {
  var size: Int64 = 0
  /// When the bytes last changed, in nanoseconds.
  var time: Int64 = 0
  var inode: UInt64 = 0

  init() {}

  init(size: Int64, time: Int64, inode: UInt64) { (self.size, self.time, self.inode) = (size, time, inode) }

  init(_ status: stat) {
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    self.init(
      size: Int64(status.st_size), time: Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec),
      inode: UInt64(status.st_ino))
  }

  /// With the time at which anything about the file last changed: no program can make an edit look like none.
  init(ofChange status: stat) {
    self.init(size: Int64(status.st_size), time: status.changeTime, inode: UInt64(status.st_ino))
  }

  init(from reader: inout ValueReader) throws(DamagedValues) {
    self.init(
      size: Int64(try reader.number()), time: Int64(bitPattern: try reader.word()), inode: try reader.word())
  }

  func write(to writer: inout ValueWriter) {
    writer.write(Int(size))
    writer.write(UInt64(bitPattern: time))
    writer.write(inode)
  }
}

extension stat {
  var kind: mode_t { st_mode & S_IFMT }

  /// When anything about the file last changed, in nanoseconds; no program can set it.
  var changeTime: Int64 {
    #if canImport(Darwin)
      let time = st_ctimespec
    #else
      let time = st_ctim
    #endif
    return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}

/// A file or folder that was opened; closed with the value's last use.
final class OpenedFile: Sendable {
  let descriptor: Int32

  /// Nil where the system refuses, whose reason `errno` holds then.
  /// - Parameter folder: an opened folder that the path is relative to; nil for the working directory.
  init?(_ path: String, in folder: OpenedFile? = nil, _ flags: Int32, mode: mode_t = 0o666) {
    var result: Int32
    repeat {
      result = openat(folder?.descriptor ?? AT_FDCWD, path, flags | O_CLOEXEC, mode)
    } while result < 0 && errno == EINTR
    guard result >= 0 else { return nil }
    descriptor = result
  }

  deinit { close(descriptor) }

  var status: stat? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? status : nil
  }

  /// As many bytes as there are, up to the buffer's size; nil where the system refuses.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    var filled = 0
    while filled < buffer.count, let start = buffer.baseAddress {
      #if canImport(Darwin)
        let count = Darwin.read(descriptor, start + filled, buffer.count - filled)
      #else
        let count = Glibc.read(descriptor, start + filled, buffer.count - filled)
      #endif
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { break }
      filled += count
    }
    return filled
  }

  /// Whether all of the bytes were taken.
  func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var done = 0
    while done < bytes.count, let start = bytes.baseAddress {
      #if canImport(Darwin)
        let count = Darwin.write(descriptor, start + done, bytes.count - done)
      #else
        let count = Glibc.write(descriptor, start + done, bytes.count - done)
      #endif
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }
}
