internal import Diagnostics
internal import Foundation
internal import ScoreLedger
internal import StoredValues
internal import Synchronization

/// What parsing made of each document, kept in `.site-cache/` for the next process: a document whose file is what it was
/// is neither read nor parsed again.
///
/// Two files: one holds all that every run asks of every document, and is written anew by each; the other holds what
/// bodies print, which few are asked for, and only grows. Whoever finds another program's files, another index.yml, or a
/// wrong checksum has none. Held by the build that holds the output folder.
final class DocumentStore: Sendable {
  /// Where in the second file something stands.
  struct Piece: Sendable {
    let offset: Int
    let fingerprint: SourceFingerprint
  }

  struct Entry: Sendable {
    let file: ReadFiles.Known
    /// In the first file, with all that tells of it.
    fileprivate let whole: Range<Int>
    /// Of what follows in the first file.
    fileprivate let record: Range<Int>
  }

  private static let header = Array("site documents 1\n".utf8)

  private let path: String
  /// Of what all documents were parsed with: the program, index.yml, and how the site is asked for.
  private let rules: Fingerprint
  private let bytes: [UInt8]
  /// By the paths that diagnostics show.
  let entries: [String: Entry]
  /// Of the ids and the addresses that the bodies were printed with; nil where there are none.
  let reservedIDs: Fingerprint?
  let surroundings: Fingerprint?
  private let pieces: OpenedFile
  private let isLasting: Bool
  private let end: Atomic<Int>
  private let isDamaged = Atomic(false)

  /// Nil where the files cannot be opened, which costs nothing but time.
  /// - Parameters:
  ///   - path: of the first file; the second lies beside it.
  ///   - isLasting: whether anything is left to the next process.
  init?(_ path: String, rules: Fingerprint, isLasting: Bool = true) {
    guard let pieces = OpenedFile(path + ".bodies", O_RDWR | O_CREAT | O_NOFOLLOW), let status = pieces.status,
      status.kind == S_IFREG
    else { return nil }
    (self.path, self.rules, self.pieces, self.isLasting) = (path, rules, pieces, isLasting)
    let bytes = isLasting ? (try? Folder.read(path)) ?? [] : []
    let size = Int(status.st_size)
    if let found = try? Self.entries(in: bytes, rules), size <= found.live * 2 + 1 << 20 {
      (self.bytes, entries, reservedIDs, surroundings) = (bytes, found.entries, found.reservedIDs, found.surroundings)
      end = Atomic(size)
    } else {
      (self.bytes, entries, reservedIDs, surroundings) = ([], [:], nil, nil)
      // Nobody may take the old pieces for the new ones.
      unlink(path)
      end = Atomic(ftruncate(pieces.descriptor, 0) == 0 ? 0 : size)
      if !isLasting { unlink(path + ".bodies") }
    }
  }

  private typealias Contents = (
    entries: [String: Entry], reservedIDs: Fingerprint, surroundings: Fingerprint, live: Int
  )

  private static func entries(in bytes: [UInt8], _ rules: Fingerprint) throws(DamagedValues) -> Contents {
    let body = try CheckedFile.body(of: bytes, named: header)
    let result = bytes.withUnsafeBytes { raw -> Result<Contents, DamagedValues> in
      Result { () throws(DamagedValues) in
        var reader = ValueReader(UnsafeRawBufferPointer(rebasing: raw[body]))
        guard try Fingerprint(from: &reader) == rules else { throw DamagedValues() }
        let (reservedIDs, surroundings) = (try Fingerprint(from: &reader), try Fingerprint(from: &reader))
        let live = try reader.number()
        let count = try reader.number()
        var entries: [String: Entry] = [:]
        entries.reserveCapacity(min(max(0, count), body.count))
        while !reader.isAtEnd {
          let start = body.lowerBound + reader.offset
          let path = try reader.text()
          let known = ReadFiles.Known(stamp: try FileStamp(from: &reader), fingerprint: try reader.fingerprint())
          let record = try reader.stretch()
          entries[path] = Entry(
            file: known, whole: start..<(body.lowerBound + record.upperBound),
            record: (body.lowerBound + record.lowerBound)..<(body.lowerBound + record.upperBound))
        }
        return (entries, reservedIDs, surroundings, live)
      }
    }
    return try result.get()
  }

  // MARK: Reading

  /// What was kept of a document; nil where it was nothing, or of another text.
  func read<Value>(
    _ file: SourceFile, _ read: (inout ValueReader) throws(DamagedValues) -> Value
  ) -> Value? {
    guard let entry = entries[file.path], entry.file.fingerprint == file.fingerprint else { return nil }
    return bytes.withUnsafeBytes { raw in
      var reader = ValueReader(UnsafeRawBufferPointer(rebasing: raw[entry.record]))
      return try? read(&reader)
    }
  }

  /// Nil where the file does not hold it any more.
  func read(_ piece: Piece) -> [UInt8]? {
    let length = piece.fingerprint.length
    var filled = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      while filled < length, let start = buffer.baseAddress {
        let read = pread(pieces.descriptor, start + filled, length - filled, off_t(piece.offset + filled))
        if read < 0, errno == EINTR { continue }
        if read <= 0 { break }
        filled += read
      }
      count = filled
    }
    if SourceFingerprint(of: bytes) == piece.fingerprint { return bytes }
    isDamaged.store(true, ordering: .relaxed)
    return nil
  }

  // MARK: Writing

  /// Keeps the bytes for this process, and for others once they are in the first file.
  /// - Returns: nil where the disk does not take them.
  func add(_ bytes: [UInt8]) -> Piece? {
    let offset = end.add(bytes.count, ordering: .relaxed).oldValue
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { raw in
        raw.baseAddress.map { pwrite(pieces.descriptor, $0 + written, bytes.count - written, off_t(offset + written)) }
      }
      guard let count, count > 0 || errno == EINTR else { return nil }
      written += max(0, count)
    }
    return Piece(offset: offset, fingerprint: SourceFingerprint(of: bytes))
  }

  /// Writes the first file.
  /// - Parameter documents: each with its record; nil for the record that it had.
  func write(
    _ documents: [(path: String, file: ReadFiles.Known, record: [UInt8]?)], live: Int, reservedIDs: Fingerprint,
    surroundings: Fingerprint
  ) {
    if !isLasting { return }
    var writer = ValueWriter(capacity: bytes.count + 4096)
    rules.write(to: &writer)
    reservedIDs.write(to: &writer)
    surroundings.write(to: &writer)
    writer.write(live)
    writer.write(documents.count)
    for (path, file, record) in documents {
      if record == nil, let entry = entries[path], entry.file == file {
        bytes.withUnsafeBytes { writer.append(UnsafeRawBufferPointer(rebasing: $0[entry.whole])) }
        continue
      }
      writer.write(path)
      file.stamp.write(to: &writer)
      writer.write(file.fingerprint)
      if let record {
        writer.write(record)
      } else if let entry = entries[path] {
        bytes.withUnsafeBytes { writer.write(UnsafeRawBufferPointer(rebasing: $0[entry.record])) }
      } else {
        writer.write([UInt8]())
      }
    }
    CheckedFile.write(writer.bytes, named: Self.header, to: path)
  }

  /// Removes the first file where the second was not what it says.
  func close() { if isDamaged.load(ordering: .relaxed) { unlink(path) } }
}
