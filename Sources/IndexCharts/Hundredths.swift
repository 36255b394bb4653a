internal import HTMLEscaping

/// A coordinate of a chart in hundredths: of one per cent of its width, or of one em of its height.
///
/// Integers keep a drawing the same on every machine, and short.
struct Hundredths: Sendable, Hashable, Comparable {
  let count: Int

  init(_ count: Int) { self.count = count }

  static let whole = Hundredths(10_000)

  static func < (left: Hundredths, right: Hundredths) -> Bool { left.count < right.count }

  static func + (left: Hundredths, right: Int) -> Hundredths { Hundredths(left.count + right) }

  /// `37.5%`.
  var percent: String { text("%") }

  /// `8.6em`.
  var em: String { text("em") }

  private func text(_ unit: StaticString) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(16)
    append(to: &text, unit)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the value without zeros at its end: `8.6`, `-0.05`.
  func append(to text: inout [UInt8], _ unit: StaticString) {
    let (whole, rest) = (Int(count.magnitude / 100), UInt8(count.magnitude % 100))
    if count < 0 { text.append(UInt8(ascii: "-")) }
    text.appendDecimal(whole)
    if rest > 0 {
      text.append(UInt8(ascii: "."))
      text.append(UInt8(ascii: "0") + rest / 10)
    }
    if rest % 10 > 0 { text.append(UInt8(ascii: "0") + rest % 10) }
    text.append(unit)
  }
}
