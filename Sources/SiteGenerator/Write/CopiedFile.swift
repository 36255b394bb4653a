internal import Foundation

/// A file of the disk on its way into the site, piece by piece.
struct CopiedFile {
  private static let pieceSize = 1 << 18

  private let path: String
  private let file: OpenedFile
  private let status: stat
  let stamp: FileStamp

  init(_ path: String) throws(WriteError) {
    guard let file = OpenedFile(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK), let status = file.status else {
      throw WriteError(UnreadablePath(errno, at: path))
    }
    guard status.kind == S_IFREG else {
      throw WriteError(path: Folder.normalised(path), cause: "it is no plain file")
    }
    (self.path, self.file, self.status) = (path, file, status)
    stamp = FileStamp(status)
  }

  /// Of what the disk tells of the file: while it is the same, so are the bytes.
  var recipe: Fingerprint? {
    var parts = [stamp.size, stamp.time, Int64(bitPattern: stamp.inode), status.changeTime].map { $0.littleEndian }
    return parts.withUnsafeMutableBytes { Fingerprint(of: UnsafeRawBufferPointer($0)) }
  }

  /// Nil where the file changed so shortly before its copy was made that another change may bear the same time.
  func recipe(before copy: FileStamp) -> Fingerprint? {
    copy.time - status.changeTime > 50_000_000 ? recipe : nil
  }

  /// Reads the whole file.
  /// - Parameter copy: gets the bytes.
  /// - Returns: nil where the copy cannot be written, whose reason `errno` holds then.
  /// - Throws: where the file cannot be read, or changes meanwhile.
  func fingerprint(copyingTo copy: OpenedFile? = nil) throws(WriteError) -> Fingerprint? {
    guard lseek(file.descriptor, 0, SEEK_SET) == 0 else { throw WriteError(UnreadablePath(errno, at: path)) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceSize, alignment: 16)
    defer { buffer.deallocate() }
    var stream = FingerprintStream()
    var total: Int64 = 0
    while true {
      guard let count = file.read(into: buffer) else { throw WriteError(UnreadablePath(errno, at: path)) }
      let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      if let copy, !copy.write(piece) { return nil }
      total += Int64(count)
      if count == buffer.count {
        stream.add(blocks: piece)
        continue
      }
      guard total == stamp.size, file.status.map({ FileStamp($0) }) == stamp else {
        throw WriteError(UnreadablePath.changing(path))
      }
      return stream.end(piece)
    }
  }
}
