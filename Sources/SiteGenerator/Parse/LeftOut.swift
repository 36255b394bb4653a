public import ScoreLedger

/// What readers do not see of the content, and what they see before its day.
public struct LeftOut: Sendable, Hashable {
  /// Drafts that no page shows.
  public var drafts = 0
  /// Drafts that pages show, since they were asked for.
  public var shownDrafts = 0
  /// The days of articles that are not due yet.
  public var held: [CalendarDate] = []
  /// Articles that are shown although they are not due.
  public var scheduled = 0
  /// Notes on editions that are not due yet.
  public var heldNotes = 0
  /// The first days of their editions, where these have one.
  public var heldNoteDays: [CalendarDate] = []
  /// The days on which articles expired.
  public var expired: [CalendarDate] = []

  /// A clause for each: `1 draft left out`, `2 articles held, the first until 2026-09-28`.
  public var clauses: [String] {
    var clauses: [String] = []
    if drafts > 0 { clauses.append("\(counted(drafts, "draft")) left out") }
    if shownDrafts > 0 { clauses.append("\(counted(shownDrafts, "draft")) shown") }
    if scheduled > 0 { clauses.append("\(counted(scheduled, "scheduled article")) shown") }
    if let first = held.min() {
      let isOneDay = Set(held).count == 1
      clauses.append("\(counted(held.count, "article")) held\(isOneDay ? "" : ", the first") until \(first.iso)")
    }
    if heldNotes > 0 {
      let first = heldNoteDays.min().map { day in
        (Set(heldNoteDays).count == 1 && heldNoteDays.count == heldNotes ? "" : ", the first") + " until \(day.iso)"
      }
      clauses.append("\(counted(heldNotes, "note")) held\(first ?? "")")
    }
    if let last = expired.max() {
      let isOneDay = Set(expired).count == 1
      clauses.append("\(counted(expired.count, "article")) expired\(isOneDay ? "" : ", the last") on \(last.iso)")
    }
    return clauses
  }

  private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
