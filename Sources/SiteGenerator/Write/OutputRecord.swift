internal import Foundation
internal import StoredValues

/// What earlier builds wrote into the output folder, kept in `.site-cache/`: which files are theirs, what each held, and
/// by what the disk tells that it still holds it.
///
/// The file is a line that names it, a checksum, and an entry for each path; last come the families, each a head and its
/// entries. Whoever finds another line or another checksum has no record.
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

  /// Files that were told of together.
  struct Family: Sendable {
    /// Of all that they were made from.
    let recipe: Fingerprint
    let entries: Range<Int>
    /// Where its bytes start.
    let start: Int
  }

  static let header = Array("site output 4\n".utf8)
  /// Bytes of an entry before its path: the path's length, flags, three fingerprints, and a stamp.
  static let fixedSize = 2 + 1 + 16 + 16 + 16 + 24
  let bytes: [UInt8]
  /// Where each entry starts.
  let starts: [Int]
  /// Places of entries by the fingerprints of their paths, in a table that is at most half full; -1 where none is.
  private let table: [Int32]
  private let families: [String: Family]
  /// How many entries stand before those of the first family.
  let alone: Int
  /// What stands at the path of each entry; empty where nobody has looked.
  private(set) var found: [FileStamp?] = []

  /// A record of nothing.
  init() { (bytes, starts, table, families, alone) = ([], [], [-1], [:], 0) }

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
    var families: [String: Family] = [:]
    var alone = Int?.none
    let isSound = bytes.withUnsafeBytes { raw in
      var offset = body.lowerBound
      // How many entries are still to come of the last family.
      var missing = 0
      while offset < raw.count {
        // A head begins with the length that no path has.
        if missing == 0, offset + 2 <= raw.count, Self.pathLength(raw, offset) == 0 {
          var reader = ValueReader(UnsafeRawBufferPointer(rebasing: raw[(offset + 2)...]))
          guard let name = try? reader.text(), let recipe = try? Fingerprint(from: &reader),
            let count = try? reader.number(), (1...raw.count).contains(count)
          else { return false }
          let family = Family(recipe: recipe, entries: starts.count..<starts.count + count, start: offset)
          guard families.updateValue(family, forKey: name) == nil else { return false }
          (alone, missing, offset) = (alone ?? starts.count, count, offset + 2 + reader.offset)
          continue
        }
        guard alone == nil || missing > 0, offset + Self.fixedSize <= raw.count else { return false }
        let end = offset + Self.fixedSize + Self.pathLength(raw, offset)
        guard end <= raw.count, Self.staysInside(raw[(offset + Self.fixedSize)..<end]) else { return false }
        starts.append(offset)
        offset = end
        if alone != nil { missing -= 1 }
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
      return missing == 0
    }
    guard isSound else { return nil }
    (self.bytes, self.starts, self.table) = (bytes, starts, table)
    (self.families, self.alone) = (families, alone ?? starts.count)
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

  func family(_ name: String) -> Family? { families[name] }

  var familiesInOrder: [Family] { families.values.sorted { $0.start < $1.start } }

  /// Whether an entry is told of with others.
  func isOfFamily(_ index: Int) -> Bool { index >= alone }

  /// Whether every file is as it was left, where somebody has looked.
  func stands(_ entries: Range<Int>) -> Bool {
    guard !found.isEmpty else { return false }
    return bytes.withUnsafeBytes { raw in
      entries.allSatisfy { raw[starts[$0] + 2] & 1 != 0 && found[$0] == Self.stamp(raw, at: starts[$0]) }
    }
  }

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
        stamp: Self.stamp(raw, at: start), isVariant: flags & 4 != 0)
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

  private static func stamp(_ raw: UnsafeRawBufferPointer, at start: Int) -> FileStamp {
    FileStamp(
      size: Int64(bitPattern: word(raw, start + 51)), time: Int64(bitPattern: word(raw, start + 59)),
      inode: word(raw, start + 67))
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
}
