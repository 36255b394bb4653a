internal import ScoreLedger

/// The time ticks of a chart: as many as fit, at the first edition of a month, a quarter, a year.
struct TimeAxis: Sendable {
  struct Label: Sendable, Hashable {
    let x: Hundredths
    let text: String
    /// For `text-anchor`.
    let anchor: String
  }

  private static let most = 9
  /// Spans of a tick in months; from a year on the year stands alone.
  private static let months = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000]
  private static let gap = 60

  private let calendar: EditionCalendar
  private let editions: [EditionID]
  /// Nil where an edition of an irregular index has no day.
  private let dates: [CalendarDate]?
  private let positions: [Hundredths]

  /// - Parameter positions: where each edition stands, from left to right.
  init(_ editions: [EditionID], at positions: [Hundredths], calendar: EditionCalendar) {
    self.calendar = calendar
    self.editions = editions
    self.positions = positions
    let dates = editions.compactMap(calendar.firstDay)
    self.dates = dates.count == editions.count ? dates : nil
  }

  /// The ticks that fit into a width without meeting.
  /// - Parameter width: in hundredths of one em.
  func labels(width: Int) -> [Label] {
    if let dates {
      let spans = Self.months.filter { $0 >= (12 / max(calendar.cadence.perYear ?? 12, 1)) }
      for span in spans {
        let starts = dates.indices.filter { isStart($0, of: span, dates) }
        guard starts.count > 1 else { break }
        if let labels = fitted(starts, width, text: { words($0, after: $1, span: span, dates) }) { return labels }
      }
    }
    return byEdition(width)
  }

  /// The ticks for places of several widths; the classes show those of one.
  func draw(
    _ svg: inout SVGMarkup, widths: [(kind: String, width: Int)], _ draw: (Label, inout SVGMarkup) -> Void
  ) {
    for (kind, width) in widths {
      svg.open("g", ["class": kind])
      for label in labels(width: width) { draw(label, &svg) }
      svg.close("g")
    }
  }

  /// Every edition, every second one, and so on.
  private func byEdition(_ width: Int) -> [Label] {
    var stride = 1
    while stride < editions.count {
      let chosen = Array(Swift.stride(from: 0, to: editions.count, by: stride))
      if let labels = fitted(chosen, width, text: { day($0, after: $1) }) { return labels }
      stride += max(1, stride / 2)
    }
    return fitted([0], width) { day($0, after: $1) } ?? []
  }

  /// - Parameter text: of an edition and of the one that was labelled before it.
  private func fitted(_ chosen: [Int], _ width: Int, text: (Int, Int?) -> String) -> [Label]? {
    guard chosen.count <= Self.most else { return nil }
    var labels: [Label] = []
    var end = Int.min
    var last: Int?
    for index in chosen {
      let words = TextWidth.fitted(text(index, last), max(width / 2, 100))
      let size = TextWidth.estimate(words)
      let x = positions[index].count * width / Hundredths.whole.count
      let (start, anchor) =
        x < size / 2 ? (x, "") : x + size / 2 > width ? (x - size, "end") : (x - size / 2, "middle")
      guard end == Int.min || start >= end + Self.gap else { return nil }
      labels.append(Label(x: positions[index], text: words, anchor: anchor))
      end = start + size
      last = index
    }
    return labels
  }

  // MARK: Words

  private func isStart(_ index: Int, of span: Int, _ dates: [CalendarDate]) -> Bool {
    let before = index > 0 ? dates[index - 1] : calendar.previous(of: editions[index]).flatMap(calendar.firstDay)
    guard calendar.cadence.hasRhythm || index > 0, let before else { return true }
    return Self.number(before) / span != Self.number(dates[index]) / span
  }

  private static func number(_ date: CalendarDate) -> Int { date.year * 12 + date.month - 1 }

  private func words(_ index: Int, after last: Int?, span: Int, _ dates: [CalendarDate]) -> String {
    let date = dates[index]
    guard span < 12 else { return String(date.year) }
    let part =
      switch calendar.cadence {
      case .quarterly: "Q\((date.month - 1) / 3 + 1)"
      case .halfYearly: "H\((date.month - 1) / 6 + 1)"
      default: date.shortMonthName
      }
    return last.map { dates[$0].year == date.year } == true ? part : "\(part) \(date.year)"
  }

  private func day(_ index: Int, after last: Int?) -> String {
    guard let dates, calendar.cadence == .daily || calendar.cadence == .weekly || !calendar.cadence.hasRhythm else {
      return editions[index].text
    }
    let date = dates[index]
    let part = "\(date.day) \(date.shortMonthName)"
    return last.map { dates[$0].year == date.year } == true ? part : "\(part) \(date.year)"
  }
}

extension Cadence {
  /// How many editions a year has; nil where it has more than months, or no rhythm.
  fileprivate var perYear: Int? {
    switch self {
    case .quarterly: 4
    case .halfYearly: 2
    case .yearly: 1
    case .monthly, .weekly, .daily, .irregular: nil
    }
  }
}
