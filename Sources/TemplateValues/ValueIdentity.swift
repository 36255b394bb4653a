/// Whether two values are the same without a look into them: of lists and maps, whether one is a copy of the other.
extension TemplateValue? {
  /// - Complexity: O(1) but for text and HTML.
  package func isIdentical(to other: TemplateValue?) -> Bool {
    // One value after the other: a pair of them would be a copy of both.
    switch self {
    case nil: if case nil = other { true } else { false }
    case TemplateValue.none?: if case TemplateValue.none? = other { true } else { false }
    case .boolean(let left): if case .boolean(let right) = other { left == right } else { false }
    case .number(let left):
      if case .number(let right) = other {
        left.significand == right.significand && left.scale == right.scale
      } else {
        false
      }
    case .text(let left): if case .text(let right) = other { isSameText(left, right) } else { false }
    case .html(let left): if case .html(let right) = other { left == right } else { false }
    case .list(let left):
      if case .list(let right) = other { left.place == right.place && left.count == right.count } else { false }
    case .map(let left): if case .map(let right) = other { left.identity == right.identity } else { false }
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
