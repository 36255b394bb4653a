internal import Diagnostics
internal import Markdown
internal import ScoreLedger

/// A body with the edition that its numbers are about.
struct EditionText {
  let file: SourceFile
  let body: MarkdownBody
  let edition: EditionID?
  /// Whether the document itself belongs to that edition; pages and profiles go by the newest one.
  let isDated: Bool
  /// Whether it is an article with large figures in its front matter.
  var hasStatistics = false
}

extension ParsedContent {
  /// How many texts there are to check.
  var textCount: Int { articles.count + notes.count + profiles.count + pages.count }

  /// - Parameters:
  ///   - index: below `textCount`.
  ///   - current: the newest edition.
  func text(_ index: Int, current: EditionID?) -> EditionText {
    func text(_ file: SourceFile, _ body: MarkdownBody, _ edition: EditionID?) -> EditionText {
      EditionText(file: file, body: body, edition: edition ?? current, isDated: edition != nil)
    }
    var index = index
    if index < articles.count {
      // An article is much to copy.
      var text = text(articles[index].file, articles[index].body, articles[index].edition)
      text.hasStatistics = !articles[index].statistics.isEmpty
      return text
    }
    index -= articles.count
    if index < notes.count {
      let note = notes[index]
      return text(note.file, note.body, note.edition)
    }
    index -= notes.count
    if index < profiles.count {
      let profile = profiles[index]
      return text(profile.file, profile.body, nil)
    }
    index -= profiles.count
    let page = pages[index]
    return text(page.file, page.body, nil)
  }
}

/// Compares what bodies say with the ledger: marked claims, and numbers that look like claims and are not marked.
struct ClaimCheck {
  private let answers: IndexAnswers
  private let settings: IndexSettings
  private let finder: UnmarkedClaimFinder
  private let isRetrospective: Bool

  private(set) var diagnostics: [Diagnostic] = []
  private(set) var bindings: [ClaimBinding] = []
  private(set) var counts = ClaimCounts()

  /// - Parameter isRetrospective: whether the ledger is of a day before what some texts speak of: their sentences are
  ///   shown as they read on the day, and what the day did not know is left to the author.
  init(settings: IndexSettings, ledger: Ledger, isRetrospective: Bool) {
    self.settings = settings
    self.isRetrospective = isRetrospective
    answers = IndexAnswers(settings: settings, ledger: ledger)
    finder = UnmarkedClaimFinder(settings: settings, answers: answers)
  }

  /// - Parameter scanned: of the text; nil where nothing looks like a claim.
  mutating func check(_ text: EditionText, _ scanned: ScannedText?) {
    for value in text.body.values { check(value, in: text) }
    for block in text.body.blocks where !isRetrospective { check(block, in: text) }
    guard !isRetrospective, let scanned else { return }
    for (prose, findings) in scanned.prose { findUnmarked(findings, in: prose, of: text) }
    for (line, findings) in scanned.lines { check(findings, in: line, of: text) }
  }

  // MARK: Marked claims

  private mutating func check(_ value: InlineValue, in text: EditionText) {
    let answer: IndexAnswers.Answer
    do throws(IndexAnswers.Failure) { answer = try answers.answer(value.name, in: text.edition) } catch {
      if isRetrospective { counts.unread += 1 } else { report(error, at: value.place) }
      return
    }
    guard !value.text.isEmpty else {
      counts.filled += 1
      return
    }
    switch answers.verdict(on: value, answer.value) {
    case .agrees: counts.checked += 1
    case .unreadable: counts.unread += 1
    case .disagrees where isRetrospective: counts.checked += 1
    case .disagrees(let write):
      let sentence = SentenceFinder.sentence(around: value, in: text.file, write: "[\(write)](index:\(value.name))")
      diagnostics.append(
        Diagnostic(
          id: "claim-mismatch", "\(subject(answer)) is \(answers.text(answer.value)), not `\(value.text)`",
          at: value.place, notes: origin(answer), help: "write: \(sentence)"))
    }
  }

  /// `the rank of TSLA in 2026-W20`.
  private func subject(_ answer: IndexAnswers.Answer) -> String {
    if case .tableFact(.rated) = answer.url.target {
      return "the number of \(settings.noun.many) rated in \(answer.edition.text)"
    }
    let name = answer.url.factName.replacing("-", with: " ")
    let whose = answer.url.constituent.map { " of \($0)" } ?? ""
    let other = answer.url.other.map { " to \($0)" } ?? ""
    return "the \(name == "previous" ? "previous score" : name)\(whose)\(other) in \(answer.edition.text)"
  }

  /// Where the score behind a value is stated.
  private func origin(_ answer: IndexAnswers.Answer) -> [Diagnostic.Note] {
    guard let id = answer.url.constituent, var standing = answers.ledger.table(answer.edition)?.standing(of: id) else {
      return []
    }
    if case .fact(.previous, _, _) = answer.url.target {
      standing = answers.ledger.previousTable(of: standing.edition)?.standing(of: id) ?? standing
    }
    let score = answers.ledger.scale.text(standing.score)
    if let correction = standing.corrections.last {
      return [Diagnostic.Note("its score is corrected to \(score) here", at: correction.nowPlace)]
    }
    let verb = standing.provenance == .implied ? "implied by the change" : "stated"
    return standing.places.prefix(2).map { Diagnostic.Note("its score of \(score) is \(verb) here", at: $0) }
  }

  private mutating func report(_ failure: IndexAnswers.Failure, at place: SourcePlace) {
    let (message, help): (String, String)
    switch failure {
    case .unreadable: return
    case .noEdition: (message, help) = ("no article states a score yet", "state scores, or delete the claim")
    case .missing(let missing):
      message = missing.words
      help = "delete the claim, or name another edition: ?edition=\(settings.exampleEdition)"
    }
    diagnostics.append(Diagnostic(id: "claim-without-value", message, at: place, help: help))
  }

  private mutating func check(_ block: MarkdownBody.Block, in text: EditionText) {
    guard let url = try? answers.urls.read(block.name), case .block(let kind) = url.target else { return }
    let edition = url.edition ?? text.edition
    let table = edition.flatMap(answers.ledger.table)
    var reason = edition.map { "no article states a score of \($0.text)" } ?? "no article states a score yet"
    var (id, mend) = ("table-without-scores", "state scores")
    switch kind {
    case .table, .movers: if table != nil { return }
    case .chart(let constituent):
      if answers.ledger.tables.contains(where: { $0.rates(constituent) }) { return }
      reason = "\(constituent) is not rated in any edition"
    case .stats:
      if text.hasStatistics { return }
      (id, reason) = ("no-stats", "this front matter has no `stats`")
      mend = "write `stats: [{value: \"12\", label: \"…\"}]` there"
    case .weights:
      if answers.ledger.weighted(edition) != nil { return }
      (id, reason) = ("no-dimensions", "the methodology has no dimensions")
      mend = "add `dimensions` to `methodology` in index.yml"
    }
    diagnostics.append(
      Diagnostic(
        id: id, "index:\(block.name) has nothing to show: \(reason)", at: block.place,
        help: "\(mend), or delete the line ![](index:\(block.name))"))
  }

  // MARK: Unmarked claims

  private mutating func findUnmarked(_ findings: [ProseScanner.Finding], in prose: Prose, of text: EditionText) {
    for claim in finder.claims(findings, in: prose.text, of: text) {
      let span = prose.span(of: claim.range)
      let isMended = claim.isTrue && span != nil
      warn(
        claim, at: .place(span.map { SourcePlace(text.file, $0) } ?? prose.place),
        help: "write [\(claim.write)](index:\(claim.url))" + (isMended ? ", or let `site check --fix` do it" : ""))
      if claim.isTrue, let span { bindings.append(ClaimBinding(file: text.file, span: span, url: claim.url)) }
    }
  }

  /// Titles and summaries have no links: what is wrong in them is told, and what is true stays as it is.
  private mutating func check(_ findings: [ProseScanner.Finding], in line: String, of text: EditionText) {
    for claim in finder.claims(findings, in: line, of: text) where !claim.isTrue {
      let context = Array(line.utf8.prefix(claim.range.upperBound).suffix(claim.range.count + 12))
      let place = SentenceFinder.place(of: context, last: claim.range.count, in: text.file)
      warn(claim, at: place.map { .place($0) } ?? .file(path: text.file.path), help: "write \(claim.write)")
    }
  }

  private mutating func warn(_ claim: UnmarkedClaimFinder.Claim, at origin: DiagnosticOrigin, help: String) {
    let name = claim.fact == .previous ? "previous score" : claim.fact.rawValue.replacing("-", with: " ")
    diagnostics.append(
      Diagnostic(
        .warning, id: "unmarked-claim",
        "`\(claim.words)` looks like the \(name) of \(claim.constituent), and "
          + (claim.isTrue ? "nothing checks it" : "the ledger says otherwise"), at: origin, help: help))
  }
}
