internal import ScoreLedger

extension Direction {
  /// The sign before a change; its words or its number say the same.
  var glyph: String {
    switch self {
    case .up: "▲"
    case .down: "▼"
    case .unchanged: "—"
    }
  }
}
