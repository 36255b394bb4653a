internal import Markdown

/// The boxes of an AVIF file that tell the size of its picture: of the properties of the primary item, `ispe` is the
/// size and `irot` turns it.
struct AVIFHead {
  private let reader: ByteReader

  init(_ reader: ByteReader) { self.reader = reader }

  func size() throws(ImageProblem) -> ImageSize {
    // Version and flags stand before the content of a full box.
    let meta = try box("meta", in: 0..<reader.bytes.count)
    let metaContent = meta.lowerBound + 4..<max(meta.lowerBound + 4, meta.upperBound)
    let properties = try box("iprp", in: metaContent)
    let primary = try primaryItem(in: metaContent)
    let all = try boxes(in: try box("ipco", in: properties))
    var size: ImageSize?
    var isTurned = false
    for index in try propertyIndices(of: primary, in: try box("ipma", in: properties)) {
      guard all.indices.contains(index - 1) else { continue }
      let (name, content) = all[index - 1]
      if name == Array("ispe".utf8) {
        size = try ImageHead.size(
          try reader.big(4, at: content.lowerBound + 4), try reader.big(4, at: content.lowerBound + 8))
      } else if name == Array("irot".utf8) {
        isTurned = try reader.byte(at: content.lowerBound) & 1 == 1
      }
    }
    guard let size else { throw .damaged }
    return isTurned ? try ImageHead.size(size.height, size.width) : size
  }

  private func primaryItem(in meta: Range<Int>) throws(ImageProblem) -> Int {
    let content = try box("pitm", in: meta)
    let isLong = try reader.byte(at: content.lowerBound) > 0
    return try reader.big(isLong ? 4 : 2, at: content.lowerBound + 4)
  }

  /// The properties of an item by their places in `ipco`, from 1.
  private func propertyIndices(of item: Int, in content: Range<Int>) throws(ImageProblem) -> [Int] {
    let isLong = try reader.byte(at: content.lowerBound) > 0
    let hasLongIndices = try reader.byte(at: content.lowerBound + 3) & 1 == 1
    let count = try reader.big(4, at: content.lowerBound + 4)
    var offset = content.lowerBound + 8
    for _ in 0..<count {
      let id = try reader.big(isLong ? 4 : 2, at: offset)
      offset += isLong ? 4 : 2
      let associations = try reader.byte(at: offset)
      offset += 1
      var indices: [Int] = []
      for _ in 0..<associations {
        // The highest bit tells whether a reader has to know the property.
        indices.append(
          hasLongIndices ? try reader.big(2, at: offset) & 0x7FFF : try reader.byte(at: offset) & 0x7F)
        offset += hasLongIndices ? 2 : 1
      }
      if id == item { return indices }
    }
    throw .damaged
  }

  private func box(_ name: StaticString, in range: Range<Int>) throws(ImageProblem) -> Range<Int> {
    let wanted = name.withUTF8Buffer { Array($0) }
    guard let found = try boxes(in: range, upTo: wanted).last, found.name == wanted else { throw .damaged }
    return found.content
  }

  /// The boxes of a range, up to one of a name. The last may break off where no more of the file was read.
  private func boxes(
    in range: Range<Int>, upTo last: [UInt8]? = nil
  ) throws(ImageProblem) -> [(name: [UInt8], content: Range<Int>)] {
    var result: [(name: [UInt8], content: Range<Int>)] = []
    var offset = range.lowerBound
    while offset < range.upperBound {
      var length = try reader.big(4, at: offset)
      var start = offset + 8
      guard start <= reader.bytes.count else { throw .damaged }
      if length == 1 {
        // The length in eight bytes; of one beyond four nothing here is part.
        guard try reader.big(4, at: offset + 8) == 0 else { throw .damaged }
        length = try reader.big(4, at: offset + 12)
        start = offset + 16
      } else if length == 0 {
        length = range.upperBound - offset
      }
      guard length >= start - offset, start <= reader.bytes.count else { throw .damaged }
      let name = Array(reader.bytes[(offset + 4)..<(offset + 8)])
      result.append((name, start..<max(start, min(offset + length, range.upperBound))))
      if name == last { return result }
      offset += length
    }
    return result
  }
}
