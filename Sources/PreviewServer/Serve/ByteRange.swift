/// The part of a file that a request asks for, as players of sound and film do.
enum ByteRange: Equatable {
  case whole
  case part(Range<Int>)
  /// It begins after the file's end.
  case outside

  /// - Parameters:
  ///   - header: a request's `Range`; what is no single range of bytes asks for the whole.
  ///   - size: the file's.
  init(_ header: String?, of size: Int) {
    self = .whole
    guard let header, header.hasPrefix("bytes=") else { return }
    let ends = header.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else { return }
    switch (Int(ends[0]), Int(ends[1])) {
    case (let first?, let last) where ends[1].isEmpty || last != nil:
      guard first <= last ?? .max else { return }
      self = first < size ? .part(first..<min(last ?? .max, size - 1) + 1) : .outside
    case (nil, let count?) where ends[0].isEmpty:
      self = count > 0 && size > 0 ? .part(max(0, size - count)..<size) : .outside
    default: break
    }
  }
}
