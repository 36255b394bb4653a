internal import Diagnostics
internal import Markdown
internal import ScoreLedger

/// Asks the ledger whether numbers that look like a constituent's score, rank or change are.
struct UnmarkedClaimFinder {
  struct Claim {
    let constituent: String
    let fact: Fact
    /// In UTF-8 offsets of the text.
    let range: Range<Int>
    let words: String
    /// What would be true in its place; the words themselves where they are.
    let write: String
    /// Behind `index:`.
    let url: String
    let isTrue: Bool
  }

  private let answers: IndexAnswers
  private let settings: IndexSettings

  init(settings: IndexSettings, answers: IndexAnswers) {
    self.settings = settings
    self.answers = answers
  }

  /// - Parameter findings: in the text.
  func claims(_ findings: [ProseScanner.Finding], in text: String, of document: EditionText) -> [Claim] {
    if findings.isEmpty { return [] }
    let passage = Passage(
      bytes: Array(text.utf8), named: Set(settings.constituents.filter { text.contains($0.name) }.map(\.id)))
    return findings.compactMap { judge($0, passage, document) }
  }

  /// A text, and the ids of all that it names.
  private struct Passage {
    /// Bytes before a finding that can bear on it.
    static let reach = 1000
    let bytes: [UInt8]
    let named: Set<String>

    func text(before offset: Int) -> String {
      String(decoding: bytes[..<offset].suffix(Self.reach), as: UTF8.self)
    }
  }

  /// Nil where the number may well be something else.
  private func judge(_ finding: ProseScanner.Finding, _ passage: Passage, _ document: EditionText) -> Claim? {
    let words = String(decoding: passage.bytes[finding.range], as: UTF8.self)
    let preceding = passage.text(before: finding.range.lowerBound)
    let facts: [Fact] =
      switch finding.kind {
      case .score: finding.isPast ? [.previous, .score] : [.score, .previous]
      case .rank: finding.isPast ? [.previousRank, .rank] : [.rank, .previousRank]
      case .change: [.change]
      }
    // An edition that the sentence names may be the one that the number is about, or not.
    let named = SentenceFinder.edition(in: preceding, answers.ledger.calendar)
    var wrong: Claim?
    for edition in [named, document.edition].compactMap({ $0 }) {
      for fact in facts {
        guard let verdict = verdict(on: words, after: preceding, fact, finding.constituent, edition) else { continue }
        let isOwn = document.isDated && edition == document.edition
        let url = "\(finding.constituent)/\(fact.rawValue)" + (isOwn ? "" : "?edition=\(edition.text)")
        func claim(_ write: String, isTrue: Bool) -> Claim {
          Claim(
            constituent: finding.constituent, fact: fact, range: finding.range, words: words, write: write, url: url,
            isTrue: isTrue)
        }
        switch verdict {
        case .agrees: return claim(words, isTrue: true)
        case .disagrees(let write):
          let isCurrent = fact == .score || fact == .rank || fact == .change
          if wrong == nil, isCurrent, !isSomebodyElses(words, finding, passage, edition) {
            wrong = claim(write, isTrue: false)
          }
        case .unreadable: break
        }
      }
    }
    return isPlausible(finding, words) ? wrong : nil
  }

  /// Nil where the ledger has no answer.
  private func verdict(
    on words: String, after preceding: String, _ fact: Fact, _ constituent: String, _ edition: EditionID
  ) -> ClaimVerdict? {
    guard let value = try? answers.ledger.value(of: fact, constituent, in: edition), let truth = answers.truth(value)
    else { return nil }
    return answers.reader.verdict(on: words, after: preceding, truth: truth)
  }

  /// Whether a score lies on the scale: what does not is another kind of number.
  private func isPlausible(_ finding: ProseScanner.Finding, _ words: String) -> Bool {
    finding.kind != .score || (try? settings.scale.parseScore(words.replacing(",", with: ""))) != nil
  }

  /// Whether a number is true of another constituent that the text names.
  private func isSomebodyElses(
    _ words: String, _ finding: ProseScanner.Finding, _ passage: Passage, _ edition: EditionID
  ) -> Bool {
    let facts: [Fact] = finding.kind == .rank ? [.rank, .previousRank] : [.score, .previous, .change]
    return (answers.ledger.table(edition)?.standings ?? []).contains { standing in
      let other = standing.constituent
      return other.id != finding.constituent && passage.named.contains(other.id)
        && facts.contains { verdict(on: words, after: "", $0, other.id, edition) == .agrees }
    }
  }
}
