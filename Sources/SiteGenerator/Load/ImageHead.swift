internal import Markdown

/// What the first bytes of an image file say of it. They are read by the load stage; nothing here touches the disk.
enum ImageHead {
  /// How much of a file is read at most: photographs carry colour profiles and previews before their size.
  static let longest = 1 << 20

  /// The formats that every browser shows, by the ends of their names.
  private static let formats: Set<String> = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"]

  static func isImage(_ path: String) -> Bool {
    guard let dot = path.lastIndex(of: ".") else { return false }
    return formats.contains(path[dot...].dropFirst().lowercased())
  }

  /// The size at which browsers show the image, turned as its metadata says. The bytes decide the format, not the name.
  /// - Throws: where they are no image, break off or contradict themselves.
  static func size(_ bytes: [UInt8]) throws(ImageProblem) -> ImageSize {
    let reader = ByteReader(bytes)
    if reader.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return try png(reader) }
    if reader.starts(with: "GIF8") { return try gif(reader) }
    if reader.starts(with: [0xFF, 0xD8]) { return try JPEGHead(reader).size() }
    if reader.starts(with: "RIFF"), reader.starts(with: "WEBP", at: 8) { return try webP(reader) }
    if reader.starts(with: "ftyp", at: 4) { return try AVIFHead(reader).size() }
    return try SVGHead(bytes).size()
  }

  static func size(_ width: Int, _ height: Int) throws(ImageProblem) -> ImageSize {
    guard let size = ImageSize(width: width, height: height) else { throw .damaged }
    return size
  }

  private static func png(_ reader: ByteReader) throws(ImageProblem) -> ImageSize {
    guard reader.starts(with: "IHDR", at: 12) else { throw .damaged }
    let (width, height) = (try reader.big(4, at: 16), try reader.big(4, at: 20))
    // A chunk is its length, its name, its content and a checksum.
    var offset = 33
    while let length = try? reader.big(4, at: offset), !reader.starts(with: "IDAT", at: offset + 4) {
      if reader.starts(with: "eXIf", at: offset + 4) {
        let isTurned = ExifOrientation.isTurned(reader, at: offset + 8, upTo: offset + 8 + length)
        return try isTurned ? size(height, width) : size(width, height)
      }
      offset += length + 12
    }
    return try size(width, height)
  }

  private static func gif(_ reader: ByteReader) throws(ImageProblem) -> ImageSize {
    try size(try reader.little(2, at: 6), try reader.little(2, at: 8))
  }

  private static func webP(_ reader: ByteReader) throws(ImageProblem) -> ImageSize {
    if reader.starts(with: "VP8X", at: 12) {
      return try size(try reader.little(3, at: 24) + 1, try reader.little(3, at: 27) + 1)
    }
    if reader.starts(with: "VP8L", at: 12) {
      guard try reader.byte(at: 20) == 0x2F else { throw .damaged }
      let bits = try reader.little(4, at: 21)
      return try size(bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
    }
    guard reader.starts(with: "VP8 ", at: 12), reader.starts(with: [0x9D, 0x01, 0x2A], at: 23) else { throw .damaged }
    return try size(try reader.little(2, at: 26) & 0x3FFF, try reader.little(2, at: 28) & 0x3FFF)
  }
}

/// Why the size of an image cannot be told.
enum ImageProblem: Error {
  /// The bytes are no image, break off, or contradict themselves.
  case damaged
  /// A drawing that says nothing of its size.
  case sizeless
}

/// Numbers and names in bytes that may break off anywhere.
struct ByteReader {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func starts(with name: StaticString, at offset: Int = 0) -> Bool {
    name.withUTF8Buffer { starts(with: Array($0), at: offset) }
  }

  func starts(with name: [UInt8], at offset: Int = 0) -> Bool {
    offset >= 0 && offset <= bytes.count && bytes[offset...].starts(with: name)
  }

  func byte(at offset: Int) throws(ImageProblem) -> Int {
    guard bytes.indices.contains(offset) else { throw .damaged }
    return Int(bytes[offset])
  }

  /// A number of up to four bytes, the highest first.
  func big(_ count: Int, at offset: Int) throws(ImageProblem) -> Int {
    guard offset >= 0, offset <= bytes.count - count else { throw .damaged }
    return bytes[offset..<(offset + count)].reduce(0) { $0 << 8 | Int($1) }
  }

  /// A number of up to four bytes, the lowest first.
  func little(_ count: Int, at offset: Int) throws(ImageProblem) -> Int {
    guard offset >= 0, offset <= bytes.count - count else { throw .damaged }
    return bytes[offset..<(offset + count)].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
