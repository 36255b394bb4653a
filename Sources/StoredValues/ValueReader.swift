public import Diagnostics

/// Bytes that are not what a `ValueWriter` wrote.
public struct DamagedValues: Error {
  public init() {}
}

/// Reads what a `ValueWriter` wrote, in its order. Whatever the bytes are, nothing is read beyond them.
public struct ValueReader {
  private let raw: UnsafeRawBufferPointer
  /// How many bytes were read.
  public private(set) var offset = 0

  /// - Parameter bytes: outlive the reader.
  public init(_ bytes: UnsafeRawBufferPointer) { raw = bytes }

  public var isAtEnd: Bool { offset == raw.count }

  private mutating func take(_ count: Int) throws(DamagedValues) -> UnsafeRawBufferPointer {
    guard count >= 0, count <= raw.count - offset else { throw DamagedValues() }
    defer { offset += count }
    return UnsafeRawBufferPointer(rebasing: raw[offset..<(offset + count)])
  }

  public mutating func number() throws(DamagedValues) -> Int {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while offset < raw.count, shift < 64 {
      let byte = raw[offset]
      offset += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return Int(Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)) }
      shift += 7
    }
    throw DamagedValues()
  }

  public mutating func word() throws(DamagedValues) -> UInt64 {
    UInt64(littleEndian: try take(8).loadUnaligned(as: UInt64.self))
  }

  public mutating func boolean() throws(DamagedValues) -> Bool { try take(1)[0] != 0 }

  public mutating func text() throws(DamagedValues) -> String {
    let length = try number()
    return String(decoding: try take(length), as: UTF8.self)
  }

  public mutating func bytes() throws(DamagedValues) -> [UInt8] {
    let length = try number()
    return Array(try take(length))
  }

  /// Where written bytes stand, which are passed over.
  public mutating func stretch() throws(DamagedValues) -> Range<Int> {
    let length = try number()
    let start = offset
    _ = try take(length)
    return start..<offset
  }

  public mutating func optional<Value>(
    _ read: (inout ValueReader) throws(DamagedValues) -> Value
  ) throws(DamagedValues) -> Value? { try boolean() ? try read(&self) : nil }

  public mutating func optionalText() throws(DamagedValues) -> String? {
    try optional { reader throws(DamagedValues) in try reader.text() }
  }

  public mutating func list<Member>(
    _ read: (inout ValueReader) throws(DamagedValues) -> Member
  ) throws(DamagedValues) -> [Member] {
    let count = try number()
    // Every member takes a byte at least.
    guard count >= 0, count <= raw.count - offset else { throw DamagedValues() }
    // Most lists are empty, and to make room for none takes long.
    if count == 0 { return [] }
    var list: [Member] = []
    list.reserveCapacity(count)
    for _ in 0..<count { list.append(try read(&self)) }
    return list
  }

  public mutating func texts() throws(DamagedValues) -> [String] {
    try list { reader throws(DamagedValues) in try reader.text() }
  }

  public mutating func span() throws(DamagedValues) -> SourceSpan {
    let start = try number()
    let (end, isTooLong) = start.addingReportingOverflow(try number())
    if isTooLong { throw DamagedValues() }
    return SourceSpan(start, end)
  }

  public mutating func place(in file: SourceFile) throws(DamagedValues) -> SourcePlace {
    SourcePlace(file, try span())
  }

  public mutating func fingerprint() throws(DamagedValues) -> SourceFingerprint {
    let length = try number()
    return SourceFingerprint(length: length, hash: try word())
  }
}
