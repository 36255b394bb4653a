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
  /// Of a profile: who `the company` is.
  var subject: String?
}

extension ParsedContent {
  /// - Parameter current: the newest edition.
  func texts(current: EditionID?) -> [EditionText] {
    articles.map { EditionText(file: $0.file, body: $0.body, edition: $0.edition, isDated: true) }
      + notes.map { EditionText(file: $0.file, body: $0.body, edition: $0.edition, isDated: true) }
      + profiles.map {
        EditionText(
          file: $0.file, body: $0.body, edition: current, isDated: false, subject: $0.constituentID)
      }
      + pages.map { EditionText(file: $0.file, body: $0.body, edition: current, isDated: false) }
  }
}

/// Compares what bodies say with the ledger: marked claims, and numbers that look like claims and are not marked.
struct ClaimCheck {
  private let answers: IndexAnswers
  private let settings: IndexSettings
  private let scanner: ProseScanner
  private let names: ConstituentNames
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
    names = ConstituentNames(settings.constituents)
    scanner = ProseScanner(names: names.written, unit: settings.scale.unit, decimals: settings.scale.decimals)
  }

  mutating func check(_ text: EditionText) {
    for value in text.body.values { check(value, in: text) }
    for block in text.body.blocks where !isRetrospective { check(block, in: text) }
    for prose in text.body.prose where !isRetrospective { findUnmarked(in: prose, of: text) }
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
      standing = answers.ledger.previousTable(of: standing)?.standing(of: id) ?? standing
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
    let isThere = edition.flatMap(answers.ledger.table) != nil
    var reason = edition.map { "no article states a score of \($0.text)" } ?? "no article states a score yet"
    if case .chart(let id) = kind {
      if answers.ledger.tables.contains(where: { $0.standing(of: id) != nil }) { return }
      reason = "\(id) is not rated in any edition"
    } else if isThere {
      return
    }
    diagnostics.append(
      Diagnostic(
        id: "table-without-scores", "index:\(block.name) has nothing to show: \(reason)", at: block.place,
        help: "state scores, or delete the line ![](index:\(block.name))"))
  }

  // MARK: Unmarked claims

  private mutating func findUnmarked(in prose: Prose, of text: EditionText) {
    var mentions: [(range: Range<Int>, id: String)] = []
    var bound: [Range<Int>] = []
    for link in prose.links {
      if link.url.hasPrefix("index:"), let url = try? answers.urls.read(String(link.url.dropFirst(6))),
        case .constituent(let id) = url.target
      {
        mentions.append((link.range, id))
      } else {
        bound.append(link.range)
      }
    }
    if let subject = text.subject {
      for noun in ["the ", "The "].map({ $0 + settings.noun.one }) {
        for range in prose.text.ranges(of: noun) {
          let start = prose.text.utf8.distance(from: prose.text.startIndex, to: range.lowerBound)
          mentions.append((start..<start + noun.utf8.count, subject))
        }
      }
    }
    for finding in scanner.findings(in: prose.text, mentions: mentions, bound: bound) { weigh(finding, prose, text) }
  }

  private mutating func weigh(_ finding: ProseScanner.Finding, _ prose: Prose, _ text: EditionText) {
    let bytes = Array(prose.text.utf8)
    let words = String(decoding: bytes[finding.range], as: UTF8.self)
    let preceding = String(decoding: bytes[..<finding.range.lowerBound], as: UTF8.self)
    let named = SentenceFinder.edition(in: preceding, answers.ledger.calendar)
    let facts: [Fact] =
      switch finding.kind {
      case .score: finding.isPast ? [.previous, .score] : [.score, .previous]
      case .rank: finding.isPast ? [.previousRank, .rank] : [.rank, .previousRank]
      case .change: [.change]
      }
    // An edition that the sentence names may be the one that the number is about, or not.
    let editions = [named, text.edition].compactMap { $0 }
    var wrong: (url: String, fact: Fact, write: String)?
    for edition in editions {
      for fact in facts {
        guard let value = try? answers.ledger.value(of: fact, finding.constituent, in: edition),
          let truth = answers.truth(value)
        else { continue }
        let isOwn = text.isDated && edition == text.edition
        let url = "\(finding.constituent)/\(fact.rawValue)" + (isOwn ? "" : "?edition=\(edition.text)")
        switch answers.reader.verdict(on: words, after: preceding, truth: truth) {
        case .agrees:
          warn(finding, prose, text, words, write: words, url, fact: fact, isTrue: true)
          return
        case .disagrees(let write):
          let isCurrent = fact == .score || fact == .rank || fact == .change
          if wrong == nil, isCurrent, !isSomebodyElses(words, finding, prose, edition) { wrong = (url, fact, write) }
        case .unreadable: break
        }
      }
    }
    if let wrong, isPlausible(finding, words) {
      warn(finding, prose, text, words, write: wrong.write, wrong.url, fact: wrong.fact, isTrue: false)
    }
  }

  /// Whether a score lies on the scale: what does not is another kind of number.
  private func isPlausible(_ finding: ProseScanner.Finding, _ words: String) -> Bool {
    finding.kind != .score || (try? settings.scale.parseScore(words.replacing(",", with: ""))) != nil
  }

  /// Whether a number is true of another constituent that the paragraph names.
  private func isSomebodyElses(
    _ words: String, _ finding: ProseScanner.Finding, _ prose: Prose, _ edition: EditionID
  ) -> Bool {
    let standings = answers.ledger.table(edition)?.standings ?? []
    return standings.contains { standing in
      guard standing.constituent.id != finding.constituent, prose.text.contains(standing.constituent.name) else {
        return false
      }
      let facts: [Fact] = finding.kind == .rank ? [.rank, .previousRank] : [.score, .previous, .change]
      return facts.contains { fact in
        guard let value = try? answers.ledger.value(of: fact, standing.constituent.id, in: edition),
          let truth = answers.truth(value)
        else { return false }
        return answers.reader.verdict(on: words, after: "", truth: truth) == .agrees
      }
    }
  }

  private mutating func warn(
    _ finding: ProseScanner.Finding, _ prose: Prose, _ text: EditionText, _ words: String, write: String,
    _ url: String, fact: Fact, isTrue: Bool
  ) {
    let span = prose.span(of: finding.range)
    let name = fact == .previous ? "previous score" : fact.rawValue.replacing("-", with: " ")
    diagnostics.append(
      Diagnostic(
        .warning, id: "unmarked-claim",
        "`\(words)` looks like the \(name) of \(finding.constituent), and "
          + (isTrue ? "nothing checks it" : "the ledger says otherwise"),
        at: span.map { SourcePlace(text.file, $0) } ?? prose.place,
        help: "write [\(write)](index:\(url))" + (isTrue && span != nil ? ", or let `site check --fix` do it" : "")))
    if isTrue, let span { bindings.append(ClaimBinding(file: text.file, span: span, url: url)) }
  }
}
