internal import Markdown
internal import ScoreLedger

/// The open data as schema.org's Dataset.
struct StructuredDataset {
  /// What search engines for data sets ask of a description.
  private static let descriptionLengths = 50...5000

  let plan: SitePlan
  let data: DataFiles
  let publisher: JSONValue

  private var settings: IndexSettings { plan.content.settings }

  func value(_ planned: SitePlan.PlannedPage) -> JSONValue {
    [
      "@type": "Dataset", "name": .text(settings.title), "description": .text(description),
      "url": .optional(settings.url.map { $0 + planned.path.permalink }),
      "license": .optional(settings.licence.map { Licence(name: $0).url ?? $0 }),
      "creator": publisher, "publisher": publisher, "isAccessibleForFree": .boolean(true),
      "inLanguage": .text(settings.language), "datePublished": .optional(plan.articles.last?.date.iso),
      "dateModified": .optional(planned.modified?.iso), "temporalCoverage": .optional(period),
      "measurementTechnique": .optional(methodology), "variableMeasured": .list(variables),
      "distribution": settings.url.flatMap { .filled(files($0)) },
    ]
  }

  private var description: String {
    let own = "The scores of \(settings.title): rank, score and change of every \(settings.noun.one) in every edition."
    let text = settings.description ?? own
    let whole = text.count < Self.descriptionLengths.lowerBound ? text + " " + own : text
    return String(whole.prefix(Self.descriptionLengths.upperBound))
  }

  private var period: String? {
    let calendar = plan.ledger.calendar
    guard let first = plan.ledger.tables.first.flatMap({ calendar.firstDay(of: $0.id) }),
      let last = plan.ledger.current.flatMap({ calendar.firstDay(of: $0.id) })
    else { return nil }
    return "\(first.iso)/\(last.iso)"
  }

  /// The address of the page that tells how it is measured.
  private var methodology: String? {
    guard let url = settings.url, let page = plan.content.pages.first(where: { $0.slug.text == "methodology" }) else {
      return nil
    }
    return url + Address.page(page.slug).permalink
  }

  private var variables: [JSONValue] {
    data.scores.fields.filter { ["rank", "score", "change"].contains($0.name) }.map { field in
      ["@type": "PropertyValue", "name": .text(field.name), "description": .text(field.description)]
    }
  }

  private func files(_ url: String) -> [JSONValue] {
    [(Address.scoresCSV, "text/csv"), (Address.scoresJSON, "application/json"), (Address.correctionsCSV, "text/csv")]
      .map { path, type in
        ["@type": "DataDownload", "contentUrl": .text(url + path.link), "encodingFormat": .text(type)]
      }
  }
}
