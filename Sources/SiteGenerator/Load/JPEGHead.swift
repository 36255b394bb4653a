internal import Markdown

/// The segments of a JPEG file up to its frame: the frame holds the size, an Exif segment before it the orientation.
struct JPEGHead {
  private let reader: ByteReader

  init(_ reader: ByteReader) { self.reader = reader }

  func size() throws(ImageProblem) -> ImageSize {
    var offset = 2
    var isTurned = false
    while true {
      guard try reader.byte(at: offset) == 0xFF else { throw .damaged }
      let marker = try reader.byte(at: offset + 1)
      // Bytes of filling, and markers without content.
      if marker == 0xFF {
        offset += 1
        continue
      }
      if marker == 0x01 || (0xD0...0xD8).contains(marker) {
        offset += 2
        continue
      }
      let length = try reader.big(2, at: offset + 2)
      guard length >= 2 else { throw .damaged }
      switch marker {
      case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
        let (height, width) = (try reader.big(2, at: offset + 5), try reader.big(2, at: offset + 7))
        return try isTurned ? ImageHead.size(height, width) : ImageHead.size(width, height)
      case 0xE1 where reader.starts(with: "Exif\0\0", at: offset + 4):
        isTurned = isTurned || ExifOrientation.isTurned(reader, at: offset + 10, upTo: offset + 2 + length)
      case 0xD9, 0xDA: throw .damaged
      default: break
      }
      offset += 2 + length
    }
  }
}
