internal import HTMLEscaping
internal import Markdown
internal import ScoreLedger

/// What the ledger answers to the `index:` URLs of bodies.
struct IndexAnswers: Sendable {
  struct Answer {
    let url: IndexURL
    let edition: EditionID
    let value: FactValue
  }

  /// The URL's own problems are reported where bodies are parsed.
  enum Failure: Error {
    case unreadable
    case noEdition
    case missing(MissingFact)
  }

  let ledger: Ledger
  let urls: IndexURLReader
  let reader: ClaimReader

  init(settings: IndexSettings, ledger: Ledger) {
    self.ledger = ledger
    urls = IndexURLReader(index: IndexNames(settings))
    reader = ClaimReader(unit: settings.scale.unit)
  }

  /// - Parameters:
  ///   - name: the URL behind `index:`.
  ///   - edition: of the document; nil where it belongs to none and nothing is rated yet.
  func answer(_ name: String, in edition: EditionID?) throws(Failure) -> Answer {
    let url: IndexURL
    do throws(IndexURLProblem) { url = try urls.read(name) } catch { throw .unreadable }
    guard let asked = url.edition ?? edition else { throw .noEdition }
    do throws(MissingFact) {
      switch url.target {
      case .fact(let fact, let id, let other):
        return Answer(url: url, edition: asked, value: try ledger.value(of: fact, id, in: asked, to: other))
      case .tableFact(let fact): return Answer(url: url, edition: asked, value: try ledger.value(of: fact, in: asked))
      case .constituent, .block: throw MissingFact.noTable(asked)
      }
    } catch { throw .missing(error) }
  }

  /// What a claim about a value is compared with; nil where words stand for it, such as a name.
  func truth(_ value: FactValue) -> ClaimTruth? {
    let decimals = ledger.scale.decimals
    switch value {
    case .score(let score): return .number(ExactNumber(units: score.units, decimals: decimals))
    case .mean(let mean): return .number(ExactNumber(units: mean.units, decimals: decimals + 1))
    case .rank(let rank, let isTied): return .rank(rank, isTied: isTied)
    case .change(let change): return .change(ExactNumber(units: change.units, decimals: decimals))
    case .movement(let places): return .movement(places)
    case .count(let count): return .number(ExactNumber(units: count, decimals: 0))
    case .edition, .constituents, .word: return nil
    }
  }

  /// A value as a message and `site explain` show it.
  func text(_ value: FactValue) -> String {
    switch value {
    case .score(let score): ledger.scale.text(score)
    case .mean(let mean): ledger.scale.meanText(mean)
    case .rank(let rank, let isTied): isTied ? "\(rank), tied" : "\(rank)"
    case .change(let change): ledger.scale.text(change)
    case .movement(let places): places > 0 ? "+\(places)" : places < 0 ? "−\(places.magnitude)" : "0"
    case .count(let count): "\(count)"
    case .edition(let edition): edition.text
    case .constituents(let constituents): constituents.map(\.name).joined(separator: " and ")
    case .word(let word): word
    }
  }

  /// A value for a machine: an ASCII minus sign, no plus sign.
  func plainText(_ value: FactValue) -> String {
    switch value {
    case .score(let score): ledger.scale.plainText(score)
    case .change(let change): ledger.scale.plainText(change)
    case .rank(let rank, _): "\(rank)"
    case .movement(let places): "\(places)"
    case .constituents(let constituents): constituents.map(\.id).joined(separator: " ")
    case .mean, .count, .edition, .word: text(value).replacing("−", with: "-")
    }
  }

  /// What an empty claim shows.
  func filling(_ value: FactValue) -> String { truth(value).map(reader.filling) ?? text(value) }

  /// What a claim says of a value.
  func verdict(on claim: InlineValue, _ value: FactValue) -> ClaimVerdict {
    truth(value).map { reader.verdict(on: claim.text, after: claim.precedingText, truth: $0) }
      ?? verdict(on: claim.text, value)
  }

  /// What a text says that names an edition or a constituent.
  private func verdict(on text: String, _ value: FactValue) -> ClaimVerdict {
    switch value {
    case .edition(let edition):
      let date = ledger.calendar.firstDay(of: edition)
      if text == edition.text || text == date?.iso || text == date.map(Wording.date) { return .agrees }
      let isOther = (try? ledger.calendar.parse(text)) != nil || (try? CalendarDate.parse(text)) != nil
      return isOther ? .disagrees(write: edition.text) : .unreadable
    case .constituents(let holders):
      guard let id = urls.index.constituents.id(forName: text) else { return .unreadable }
      return holders.contains { $0.id == id } ? .agrees : .disagrees(write: self.text(value))
    case .word(let word): return text.lowercased() == word ? .agrees : .unreadable
    default: return .unreadable
    }
  }

  /// A claim's opening tag, and its text where that is not the author's: where none is written, and where a sentence was
  /// mended after the day that the ledger is of.
  func markup(_ claim: InlineValue, in edition: EditionID?) -> InlineMarkup {
    // Only in a site of an earlier day: what that day did not know stands as plain text.
    guard let answer = try? answer(claim.name, in: edition) else { return InlineMarkup(opening: [], closing: []) }
    var tag = "<data value=\"\(HTMLText.escaped(plainText(answer.value)))\" data-fact=\"\(answer.url.factName)\""
    if let id = answer.url.constituent { tag += " data-constituent=\"\(HTMLText.escaped(id))\"" }
    if let other = answer.url.other { tag += " data-to=\"\(HTMLText.escaped(other))\"" }
    tag += " data-edition=\"\(HTMLText.escaped(answer.edition.text))\">"
    return InlineMarkup(
      opening: Array(tag.utf8), closing: Array("</data>".utf8),
      text: replacement(for: claim, answer).map { Array(HTMLText.escaped($0).utf8) })
  }

  /// What stands in place of a claim's own text; nil where that stays.
  func replacement(for claim: InlineValue, in edition: EditionID?) -> String? {
    (try? answer(claim.name, in: edition)).flatMap { replacement(for: claim, $0) }
  }

  private func replacement(for claim: InlineValue, _ answer: Answer) -> String? {
    if claim.text.isEmpty { return filling(answer.value) }
    if case .disagrees(let write) = verdict(on: claim, answer.value) { return write }
    return nil
  }
}

extension IndexURL {
  var factName: String {
    switch target {
    case .fact(let fact, _, _): fact.rawValue
    case .tableFact(let fact): fact.rawValue
    case .constituent, .block: ""
    }
  }

  var constituent: String? {
    switch target {
    case .fact(_, let id, _), .constituent(let id), .block(.chart(let id)): id
    case .tableFact, .block: nil
    }
  }

  /// The constituent that a gap is measured to.
  var other: String? {
    if case .fact(_, _, let other) = target { return other }
    return nil
  }
}
