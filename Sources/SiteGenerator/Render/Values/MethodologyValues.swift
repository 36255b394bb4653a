internal import ScoreLedger
internal import TemplateValues

extension Ledger {
  /// The version of the methodology that an edition is made by, or without one the newest, if it has dimensions.
  func weighted(_ edition: EditionID?) -> Methodology.Version? {
    let version = edition.map(methodology.version) ?? methodology.versions.last
    return version.flatMap { $0.dimensions.isEmpty ? nil : $0 }
  }
}

extension LedgerValues {
  /// A version of the methodology; each of its dimensions starts where the one before ends.
  func methodology(_ version: Methodology.Version) -> TemplateValue {
    var start = 0
    let dimensions = version.dimensions.map { dimension -> TemplateValue in
      defer { start += dimension.weight }
      return [
        "name": .text(dimension.name), "weight": .text(dimension.weightText), "start": Self.percent(start),
        "width": Self.percent(dimension.weight),
      ]
    }
    return [
      "name": .text(version.name), "since": version.since.map(edition) ?? TemplateValue.none,
      "has_edition": .boolean(version.since.flatMap(ledger.table) != nil),
      "is_rebased": .boolean(version.isRebased), "dimensions": .list(dimensions),
    ]
  }

  /// Thousandths of one per cent as tenths of it, which is finer than a screen.
  private static func percent(_ thousandths: Int) -> TemplateValue {
    .number(TemplateNumber(significand: thousandths / 100, scale: 1))
  }
}
