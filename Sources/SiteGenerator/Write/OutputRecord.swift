internal import Foundation

/// What earlier builds wrote into the output folder, kept in `.site-cache/`: which files are theirs, what each held, and
/// by what the disk tells that it still holds it.
///
/// The file is a line that names it, a checksum, and an entry for each path. Whoever finds another line or another
/// checksum has no record.
struct OutputRecord: Sendable {
  struct Entry: Equatable, Sendable {
    /// Of the bytes; nil where a build was cut short before it wrote them.
    var content: Fingerprint?
    /// Of all that the bytes were made from; nil where nobody knows.
    var recipe: Fingerprint?
    /// Of what the file shows of that; nil where nobody asks.
    var shown: Fingerprint?
    /// The file as it was left.
    var stamp = FileStamp()
    /// Whether it is the compressed form of another file.
    var isVariant = false
  }

  private static let header = Array("site output 3\n".utf8)
  /// Bytes of an entry before its path: the path's length, flags, three fingerprints, and a stamp.
  private static let fixedSize = 2 + 1 + 16 + 16 + 16 + 24

  private let bytes: [UInt8]
  /// Where each entry starts.
  private let starts: [Int]
  /// Places of entries by the fingerprints of their paths, in a table that is at most half full; -1 where none is.
  private let table: [Int32]
  /// What stands at the path of each entry; empty where nobody has looked.
  private(set) var found: [FileStamp?] = []

  /// A record of nothing.
  init() { (bytes, starts, table) = ([], [], [-1]) }

  /// Nil where there is none.
  init?(at path: String) {
    guard let bytes = try? Folder.read(path), let record = OutputRecord(bytes) else { return nil }
    self = record
  }

  /// Nil where the bytes are no record that this version wrote, or hold a path that leads out of the output folder: it
  /// is a file that anybody may edit.
  init?(_ bytes: [UInt8]) {
    guard let body = try? CheckedFile.body(of: bytes, named: Self.header) else { return nil }
    var starts: [Int] = []
    var table: [Int32] = []
    let isSound = bytes.withUnsafeBytes { raw in
      var offset = body.lowerBound
      while offset < raw.count {
        guard offset + Self.fixedSize <= raw.count else { return false }
        let end = offset + Self.fixedSize + Self.pathLength(raw, offset)
        guard end <= raw.count, Self.staysInside(raw[(offset + Self.fixedSize)..<end]) else { return false }
        starts.append(offset)
        offset = end
      }
      var size = 2
      while size < starts.count * 2 { size *= 2 }
      table = [Int32](repeating: -1, count: size)
      for (index, start) in starts.enumerated() {
        let path = raw[(start + Self.fixedSize)..<(start + Self.fixedSize + Self.pathLength(raw, start))]
        var slot = Self.slot(UnsafeRawBufferPointer(rebasing: path), size)
        while table[slot] >= 0 { slot = (slot + 1) & (size - 1) }
        table[slot] = Int32(truncatingIfNeeded: index)
      }
      return true
    }
    guard isSound else { return nil }
    (self.bytes, self.starts, self.table) = (bytes, starts, table)
  }

  /// Looks at every file that it tells of, in the folder that it is about.
  mutating func look(in folder: String) {
    guard let folder = OpenedFile(folder, O_RDONLY | O_DIRECTORY) else { return }
    // Neighbours mostly lie in the same one of the outermost folders: the system finds them sooner from there.
    var (outer, opened) = (0..<0, OpenedFile?.none)
    // A path is as long as two bytes can tell at most, and one more byte ends it.
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { path in
      bytes.withUnsafeBytes { raw in
        found = starts.map { start in
          let from = start + Self.fixedSize
          let whole = UnsafeRawBufferPointer(rebasing: raw[from..<(from + Self.pathLength(raw, start))])
          var rest = whole
          if let slash = whole.firstIndex(of: UInt8(ascii: "/")) {
            rest = UnsafeRawBufferPointer(rebasing: whole[(slash + 1)...])
            if !raw[outer].elementsEqual(whole[..<slash]) {
              outer = from..<(from + slash)
              opened = OpenedFile(String(decoding: raw[outer], as: UTF8.self), in: folder, O_RDONLY | O_DIRECTORY)
            }
            guard opened != nil else { return nil }
          }
          path.copyMemory(from: rest)
          path[rest.count] = 0
          var status = stat()
          let base = rest.count < whole.count ? opened ?? folder : folder
          guard let name = path.baseAddress?.assumingMemoryBound(to: CChar.self),
            fstatat(base.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0, status.kind == S_IFREG
          else { return nil }
          return FileStamp(status)
        }
      }
    }
  }

  var count: Int { starts.count }

  /// The entry's number, by which `subscript` knows it.
  func index(of path: String) -> Int? {
    guard !starts.isEmpty else { return nil }
    var path = path
    return path.withUTF8 { path in
      bytes.withUnsafeBytes { raw in
        var slot = Self.slot(UnsafeRawBufferPointer(path), table.count)
        while table[slot] >= 0 {
          let index = Int(table[slot])
          let start = starts[index]
          let known = raw[(start + Self.fixedSize)..<(start + Self.fixedSize + Self.pathLength(raw, start))]
          if known.count == path.count, let bytes = UnsafeRawBufferPointer(rebasing: known).baseAddress,
            let asked = path.baseAddress, memcmp(bytes, asked, path.count) == 0
          {
            return index
          }
          slot = (slot + 1) & (table.count - 1)
        }
        return nil
      }
    }
  }

  subscript(index: Int) -> Entry {
    bytes.withUnsafeBytes { raw in
      let start = starts[index]
      let flags = raw[start + 2]
      return Entry(
        content: flags & 1 == 0 ? nil : Self.fingerprint(raw, at: start + 3),
        recipe: flags & 2 == 0 ? nil : Self.fingerprint(raw, at: start + 19),
        shown: flags & 8 == 0 ? nil : Self.fingerprint(raw, at: start + 35),
        stamp: FileStamp(
          size: Int64(bitPattern: Self.word(raw, start + 51)), time: Int64(bitPattern: Self.word(raw, start + 59)),
          inode: Self.word(raw, start + 67)),
        isVariant: flags & 4 != 0)
    }
  }

  /// Whether an entry's file is the compressed form of another file.
  func isVariant(_ index: Int) -> Bool { bytes[starts[index] + 2] & 4 != 0 }

  func path(_ index: Int) -> String {
    let start = starts[index] + Self.fixedSize
    return bytes.withUnsafeBytes { raw in
      String(decoding: raw[start..<(start + Self.pathLength(raw, starts[index]))], as: UTF8.self)
    }
  }

  // MARK: Bytes

  private static func word(_ raw: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  private static func fingerprint(_ raw: UnsafeRawBufferPointer, at offset: Int) -> Fingerprint {
    Fingerprint(low: word(raw, offset), high: word(raw, offset + 8))
  }

  private static func pathLength(_ raw: UnsafeRawBufferPointer, _ start: Int) -> Int {
    Int(raw[start]) | Int(raw[start + 1]) << 8
  }

  private static func slot(_ path: UnsafeRawBufferPointer, _ size: Int) -> Int {
    Int(truncatingIfNeeded: Fingerprint(of: path).low) & (size - 1)
  }

  /// Whether no part of a path is empty, `.` or `..`.
  private static func staysInside(_ path: Slice<UnsafeRawBufferPointer>) -> Bool {
    var (length, dots) = (0, 0)
    for byte in path {
      if byte == 0 { return false }
      if byte == UInt8(ascii: "/") {
        if length == 0 || length == dots && dots <= 2 { return false }
        (length, dots) = (0, 0)
      } else {
        length += 1
        if byte == UInt8(ascii: ".") { dots += 1 }
      }
    }
    return length > 0 && !(length == dots && dots <= 2)
  }

  /// Gathers entries and makes the file's bytes of them.
  struct Writer {
    private var body: [UInt8] = []

    /// Starts with what a record holds, in its order.
    /// - Parameters:
    ///   - isKept: which of its entries.
    ///   - capacity: for how many more there is room at once.
    init(_ record: OutputRecord, capacity: Int, where isKept: (Int) -> Bool) {
      body.reserveCapacity(record.bytes.count + capacity * (OutputRecord.fixedSize + 48))
      var index = 0
      while index < record.count {
        let first = index
        while index < record.count, isKept(index) { index += 1 }
        let end = index < record.count ? record.starts[index] : record.bytes.count
        if first < index { body += record.bytes[record.starts[first]..<end] }
        index += 1
      }
    }

    /// - Parameter capacity: for how many there is room at once.
    init(capacity: Int) { body.reserveCapacity(capacity * (OutputRecord.fixedSize + 48)) }

    mutating func add(_ path: String, _ entry: Entry) {
      let length = path.utf8.count
      body.append(UInt8(truncatingIfNeeded: length))
      body.append(UInt8(truncatingIfNeeded: length >> 8))
      let known = (entry.content == nil ? 0 : 1) | (entry.recipe == nil ? 0 : 2) | (entry.shown == nil ? 0 : 8)
      body.append(UInt8(known | (entry.isVariant ? 4 : 0)))
      add(entry.content)
      add(entry.recipe)
      add(entry.shown)
      add(UInt64(bitPattern: entry.stamp.size))
      add(UInt64(bitPattern: entry.stamp.time))
      add(entry.stamp.inode)
      body.append(contentsOf: path.utf8)
    }

    private mutating func add(_ fingerprint: Fingerprint?) {
      add(fingerprint?.low ?? 0)
      add(fingerprint?.high ?? 0)
    }

    private mutating func add(_ word: UInt64) {
      withUnsafeBytes(of: word.littleEndian) { body.append(contentsOf: $0) }
    }

    var bytes: [UInt8] { pieces.flatMap { $0 } }

    var pieces: [[UInt8]] { CheckedFile.pieces(body, named: OutputRecord.header) }
  }
}
