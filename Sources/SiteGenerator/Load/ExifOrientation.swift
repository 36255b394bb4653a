/// How a camera was held, in the Exif data of an image.
enum ExifOrientation {
  private static let tag = 0x0112

  /// Whether the image is to be turned by a quarter; data that cannot be read turns nothing.
  /// - Parameters:
  ///   - header: where the data starts with its byte order.
  ///   - end: where it ends.
  static func isTurned(_ reader: ByteReader, at header: Int, upTo end: Int) -> Bool {
    let isLittle = reader.starts(with: "II", at: header)
    func number(_ count: Int, _ offset: Int) -> Int? {
      guard offset + count <= end else { return nil }
      return isLittle ? try? reader.little(count, at: offset) : try? reader.big(count, at: offset)
    }
    guard let directory = number(4, header + 4), let count = number(2, header + directory) else { return false }
    for index in 0..<count {
      let entry = header + directory + 2 + 12 * index
      guard let name = number(2, entry) else { return false }
      if name == tag { return (5...8).contains(number(2, entry + 8) ?? 1) }
    }
    return false
  }
}
