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
  var percent: String { text + "%" }

  /// `8.6em`.
  var em: String { text + "em" }

  /// Without zeros at the end: `8.6`, `-0.05`.
  private var text: String {
    let (whole, rest) = (count.magnitude / 100, count.magnitude % 100)
    let fraction = rest == 0 ? "" : rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)"
    return (count < 0 ? "-" : "") + "\(whole)" + fraction
  }
}
