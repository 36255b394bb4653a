internal import ScoreLedger
internal import TemplateValues

/// What a constituent's standings say up to an edition, as values for templates.
extension LedgerValues {
  /// Before so many editions a record is none.
  private static let longEnough = 3

  /// The records as a list, a figure each with the edition it is of; none before there is a history.
  func records(_ standing: Standing) -> TemplateValue {
    let record = standing.record
    guard record.timesRated >= Self.longEnough else { return [] }
    let history = ledger.history(of: standing.constituent.id)
    let scale = settings.scale
    let current = standing.edition
    var records = [
      figure("Highest score", .peak, scale.text(record.peak.score), of: current, shown: record.peak.edition),
      figure("Lowest score", .low, scale.text(record.low.score), of: current, shown: record.low.edition),
      figure("Best rank", .bestRank, "\(record.bestRank)", of: current, shown: record.bestRankEdition),
    ]
    for (title, isRise) in [("Largest rise", true), ("Largest fall", false)] {
      guard let largest = Self.largestChange(in: history, isRise: isRise), let change = largest.change else { continue }
      records.append(figure(title, .change, scale.text(change), of: largest.edition, shown: largest.edition))
    }
    records.append(
      figure(
        "Rated in", .timesRated, "\(record.timesRated)", of: current, note: "of \(ledger.tables.count) editions"))
    if record.timesFirst > 0 {
      let noun = record.timesFirst == 1 ? "edition" : "editions"
      records.append(figure("First in", .timesFirst, "\(record.timesFirst)", of: current, note: noun))
    }
    return .list(records)
  }

  /// The first of the changes that go furthest one way.
  private static func largestChange(in history: [Standing], isRise: Bool) -> Standing? {
    var largest: Standing?
    for standing in history {
      guard let change = standing.change, change.units != 0, (change.units > 0) == isRise else { continue }
      if change.units.magnitude > largest?.change?.units.magnitude ?? 0 { largest = standing }
    }
    return largest
  }

  /// - Parameters:
  ///   - edition: that the fact is asked of.
  ///   - shown: the edition that is named beside it, or a note.
  private func figure(
    _ title: String, _ fact: Fact, _ text: String, of edition: EditionID, shown: EditionID? = nil, note: String? = nil
  ) -> TemplateValue {
    [
      "title": .text(title), "fact": .text(fact.rawValue), "text": .text(text), "of": .text(edition.text),
      "edition": shown.map(self.edition) ?? TemplateValue.none, "note": .optional(note),
    ]
  }
}
