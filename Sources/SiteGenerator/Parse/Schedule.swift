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
    let scoring = documents.compactMap { $0.article.flatMap { $0.statesScore ? $0 : nil } }
    var newest = scoring.filter { $0.status == nil }.map(\.edition).max(by: isBefore)
    // Few of the others are newer, and the newest that a table opens is all that matters.
    let others = documents.compactMap { document in
      document.isDraft ? nil : document.document.edition.map { (edition: $0, document: document) }
    }.filter { other in newest.map { isBefore($0, other.edition) } ?? true }
    if let opening = others.sorted(by: { isBefore($1.edition, $0.edition) }).first(where: { isOpening($0.document) }) {
      newest = opening.edition
    }
    newestShown = (scoring.map(\.edition) + [newest].compactMap { $0 }).max(by: isBefore)
    let end = newest.flatMap(calendar.lastDay)
    lastDay = rules.asOf ?? end
    let newestDate = documents.compactMap { $0.isDraft ? nil : $0.article?.date }.max()
    expiryDay = rules.asOf ?? end ?? newest.flatMap { _ in newestDate }
  }

  /// The document as this run shows it.
  func decision(on parsed: ParsedDocument) -> DocumentParser.Document {
    let document = parsed.document
    switch document {
    case .article(var article):
      if let day = article.expires, let expiryDay, day <= expiryDay { return .expired(article, on: day) }
      guard !isDue(article, parsed) else { return document }
      guard rules.isScheduledOn else { return .held(until: article.date) }
      article.status = article.status ?? .scheduled(article.date)
      return .article(article)
    case .note(let note) where !isDue(note): return .heldNote(until: calendar.firstDay(of: note.edition))
    default: return document
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
