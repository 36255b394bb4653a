internal import Diagnostics

/// How much YAML is read. The library takes some microseconds and some hundred bytes for each value.
enum YAMLLimits {
  /// Of the front matter of a document, in bytes.
  static let longestFrontMatter = 1 << 20
  /// Of a file that is YAML as a whole, such as index.yml.
  static let longestFile = 4 << 20

  /// An error where a text is too long to be read.
  static func problem(in file: SourceFile, _ extent: Range<Int>) -> Diagnostic? {
    let isFile = extent.lowerBound == 0
    let longest = isFile ? longestFile : longestFrontMatter
    guard extent.count > longest else { return nil }
    return Diagnostic(
      id: "yaml-too-long", "\(isFile ? "a YAML file" : "front matter") holds at most \(longest >> 20) MiB",
      at: SourcePlace(file, SourceSpan(extent.lowerBound, extent.lowerBound)),
      help: isFile ? "leave out what nothing shows" : "split it among several documents")
  }
}

/// Finds the offsets of lines and columns that count scalars.
struct ScalarOffsets {
  private static let stride = 64

  private let bytes: [UInt8]
  private let end: Int
  /// Offsets of lines, and how many scalars of the text stand before each.
  private var lineStarts: [Int]
  private var scalarsBefore: [Int]
  /// The offset of every 64th scalar.
  private var marks: [Int] = []
  private var count = 0

  /// - Complexity: O(length of the extent).
  init(_ bytes: [UInt8], _ extent: Range<Int>) {
    self.bytes = bytes
    end = extent.upperBound
    lineStarts = [extent.lowerBound]
    scalarsBefore = [0]
    for index in extent where bytes[index] & 0xC0 != 0x80 {
      if count.isMultiple(of: Self.stride) { marks.append(index) }
      count += 1
      if bytes[index] == 0x0A {
        lineStarts.append(index + 1)
        scalarsBefore.append(count)
      }
    }
  }

  /// - Parameters: both from 1; what lies behind the end is the end.
  func offset(line: Int, column: Int) -> Int {
    guard line >= 1, line <= lineStarts.count else { return end }
    let scalar = scalarsBefore[line - 1] + max(column - 1, 0)
    guard scalar < count else { return end }
    var index = marks[scalar / Self.stride]
    for _ in 0..<scalar % Self.stride {
      index += 1
      while index < end, bytes[index] & 0xC0 == 0x80 { index += 1 }
    }
    return index
  }
}
