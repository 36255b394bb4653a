internal import ScoreLedger

/// What of the content a run shows.
struct PublicationRules: Sendable {
  /// Whether drafts are shown.
  var isDraftsOn = false
  /// Whether articles that are not due yet are shown.
  var isScheduledOn = false
  /// The day that the site is built for; without it, the newest edition tells the day.
  var asOf: CalendarDate?
}

/// Decides which documents are due. No clock is asked: the day is the one that the site is built for, or else the last
/// day of the newest edition that a published document scores.
struct Schedule {
  private let rules: PublicationRules
  private let calendar: EditionCalendar
  /// What is dated later is not due; nil where everything is.
  private let lastDay: CalendarDate?
  /// What expires on it or before has expired; nil where nothing has.
  private let expiryDay: CalendarDate?
  /// The newest edition that this run scores; nil where it scores none.
  private let newestShown: EditionID?
  private let isOpening: (ParsedDocument) -> Bool

  /// - Parameter isOpening: whether the tables in the body of a document state a score; asked of few.
  init(
    _ documents: [ParsedDocument], _ rules: PublicationRules, _ calendar: EditionCalendar,
    isOpening: @escaping (ParsedDocument) -> Bool
  ) {
    self.rules = rules
    self.isOpening = isOpening
    self.calendar = calendar
    func isBefore(_ left: EditionID, _ right: EditionID) -> Bool { calendar.isOrdered(left, before: right) }
    func raise(_ newest: inout EditionID?, to edition: EditionID) {
      if newest.map({ isBefore($0, edition) }) ?? true { newest = edition }
    }
    var (newest, newestScored): (EditionID?, EditionID?)
    var newestDate: CalendarDate?
    // By their places: a document is much to copy.
    var others: [(edition: EditionID, place: Int)] = []
    for place in documents.indices {
      let isDraft = documents[place].isDraft
      if !isDraft, let edition = documents[place].document.edition { others.append((edition, place)) }
      guard case .article(let article) = documents[place].document else { continue }
      if !isDraft { newestDate = max(newestDate ?? article.date, article.date) }
      guard article.statesScore else { continue }
      raise(&newestScored, to: article.edition)
      if article.status == nil { raise(&newest, to: article.edition) }
    }
    // Few of the others are newer, and the newest that a table opens is all that matters.
    others = others.filter { other in newest.map { isBefore($0, other.edition) } ?? true }
    let opening = others.sorted { isBefore($1.edition, $0.edition) }.first { isOpening(documents[$0.place]) }
    if let opening { newest = opening.edition }
    if let newest { raise(&newestScored, to: newest) }
    newestShown = newestScored
    let end = newest.flatMap(calendar.lastDay)
    lastDay = rules.asOf ?? end
    expiryDay = rules.asOf ?? end ?? newest.flatMap { _ in newestDate }
  }

  /// The document as this run shows it; nil where that is as it was read.
  func decision(on parsed: ParsedDocument) -> DocumentParser.Document? {
    switch parsed.document {
    case .article(var article):
      if let day = article.expires, let expiryDay, day <= expiryDay { return .expired(article, on: day) }
      guard !isDue(article, parsed) else { return nil }
      guard rules.isScheduledOn else { return .held(until: article.date) }
      article.status = article.status ?? .scheduled(article.date)
      return .article(article)
    case .note(let note) where !isDue(note): return .heldNote(until: calendar.firstDay(of: note.edition))
    default: return nil
    }
  }

  private func isDue(_ article: Article, _ parsed: ParsedDocument) -> Bool {
    guard let lastDay, article.date > lastDay else { return true }
    // An article that states scores opens its edition; a draft that is shown was asked for.
    return rules.asOf == nil && (article.statesScore || article.status == .draft || isOpening(parsed))
  }

  private func isDue(_ note: EditionNote) -> Bool {
    if let asOf = rules.asOf, !rules.isScheduledOn {
      return calendar.firstDay(of: note.edition).map { $0 <= asOf } ?? true
    }
    return newestShown.map { !calendar.isOrdered($0, before: note.edition) } ?? true
  }
}

extension Article {
  /// Whether its front matter states a score.
  fileprivate var statesScore: Bool {
    statements.contains { statement in
      switch statement.value {
      case .score, .dimension: true
      case .change, .rank: false
      }
    }
  }
}
