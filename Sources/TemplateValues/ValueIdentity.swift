/// Whether two values are the same without a look into them: of lists and maps, whether one is a copy of the other.
extension TemplateValue? {
  /// - Complexity: O(1) but for text and HTML.
  package func isIdentical(to other: TemplateValue?) -> Bool {
    switch (self, other) {
    case (nil, nil), (TemplateValue.none?, TemplateValue.none?): true
    case (.boolean(let left), .boolean(let right)): left == right
    case (.number(let left), .number(let right)):
      left.significand == right.significand && left.scale == right.scale
    case (.text(let left), .text(let right)): isSameText(left, right)
    case (.html(let left), .html(let right)): left == right
    case (.list(let left), .list(let right)): left.place == right.place && left.count == right.count
    case (.map(let left), .map(let right)): left.identity == right.identity
    default: false
    }
  }

  /// Equal for identical values, during one run.
  package var identityHash: Int {
    switch self {
    case nil, TemplateValue.none?: 0
    case .boolean(let value): value ? 1 : 2
    case .number(let number): Int(truncatingIfNeeded: number.significand)
    case .text(var text):
      text.withUTF8 { bytes in
        var hash = bytes.count
        for byte in bytes.prefix(16) { hash = hash &* 31 &+ Int(byte) }
        return hash
      }
    case .html(let html): html.bytes.count
    case .list(let members): members.place.map { Int(bitPattern: $0) >> 4 } ?? 0
    case .map(let map): Int(bitPattern: map.identity) >> 4
    }
  }
}

extension [TemplateValue] {
  /// Of the storage, which copies share; nil where there is none.
  fileprivate var place: UnsafeRawPointer? {
    isEmpty ? nil : withUnsafeBufferPointer { $0.baseAddress.map { UnsafeRawPointer($0) } }
  }
}
