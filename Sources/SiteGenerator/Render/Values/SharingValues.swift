internal import HTMLEscaping
internal import ScoreLedger
internal import TemplateValues

/// What a page can be shared by: its card, its Markdown, and the badges and embedded pages of what it shows.
struct SharingValues {
  let plan: SitePlan

  init(_ plan: SitePlan) { self.plan = plan }

  private var settings: IndexSettings { plan.content.settings }

  private func sentence(_ constituent: Constituent, _ table: EditionTable) -> String {
    StandingWords(settings: settings).sentence(constituent, in: table)
  }

  // MARK: Of a page

  /// `page.card`: the picture of a page, or where it has none of its own that of the current edition; none where no
  /// picture can be made, and for the 404 page.
  func card(of planned: SitePlan.PlannedPage) -> TemplateValue {
    guard plan.hasCards else { return .none }
    let page: SitePath
    let words: String
    switch planned.page {
    case .notFound: return .none
    case .article(let index):
      let article = plan.articles[index]
      let subject = article.constituentID.flatMap(plan.ledger.constituent)
      page = planned.path
      words = article.title + ". " + self.words(subject, in: plan.ledger.table(article.edition))
    case .constituent(let constituent):
      page = planned.path
      words = self.words(constituent, in: plan.ledger.current)
    case .edition(let index):
      page = planned.path
      words = self.words(nil, in: plan.ledger.tables[index])
    default:
      guard let current = plan.ledger.current else { return .none }
      page = Address.edition(current.id)
      words = self.words(nil, in: current)
    }
    let path = Address.card(for: page)
    return [
      "path": .text(path.link), "url": .optional(settings.url.map { $0 + path.link }),
      "width": .number(TemplateNumber(SocialCards.width)), "height": .number(TemplateNumber(SocialCards.height)),
      "alt": .text(words),
    ]
  }

  private func words(_ subject: Constituent?, in table: EditionTable?) -> String {
    guard let table else { return settings.title + "." }
    if let subject { return sentence(subject, table) + "." }
    let leaders = table.standings.prefix(3).map { "\($0.constituent.name) \(settings.scale.text($0.score))" }
    return "\(settings.title), edition \(table.id.text): " + leaders.joined(separator: ", ") + "."
  }

  /// `page.markdown`: where the page's Markdown lies; none for the 404 page and the search.
  func markdown(of planned: SitePlan.PlannedPage) -> TemplateValue {
    planned.hasMarkdown ? .text(Address.markdown(of: planned.path).link) : .none
  }

  // MARK: Of what a page shows

  /// A constituent's badge and chart of the current edition, and under `pinned` those of the newest edition that an
  /// article about it is of; none before the first edition.
  func sharing(of constituent: Constituent) -> TemplateValue {
    guard let current = plan.ledger.current else { return .none }
    let chart = plan.ledger.history(of: constituent.id).isEmpty ? nil : Address.embeddedChart(constituent.id, settings)
    var value = codes(of: constituent, in: current, badge: Address.badge(constituent.id), chart: chart)
    value["badge_json"] = .text(Address.badgeJSON(constituent.id).link)
    value["pinned"] = TemplateValue.none
    let editions = (plan.articlesAboutConstituent[constituent.id] ?? []).map { plan.articles[$0].edition }
    if let newest = editions.max(by: { plan.ledger.calendar.isOrdered($0, before: $1) }) {
      value["pinned"] = pinned(constituent, in: newest)
    }
    return .map(value)
  }

  /// The table of an edition, pinned to it; under `live_path` that of the current one, whichever that is.
  func sharing(of edition: EditionID) -> TemplateValue {
    let path = Address.embeddedTable(in: edition)
    return [
      "edition": .text(edition.text), "embed_path": .text(path.link),
      "live_path": .text(Address.embeddedTable().link),
      "embed_markup": frame(path, "\(settings.title), edition \(edition.text)"),
    ]
  }

  private func pinned(_ constituent: Constituent, in edition: EditionID) -> TemplateValue {
    guard let table = plan.ledger.table(edition) else { return .none }
    return .map(
      codes(
        of: constituent, in: table, badge: Address.badge(constituent.id, in: edition),
        chart: Address.embeddedChart(constituent.id, in: edition, settings)))
  }

  private func codes(
    of constituent: Constituent, in table: EditionTable, badge: SitePath, chart: SitePath?
  ) -> TemplateMap {
    let words = sentence(constituent, table)
    // What a live badge says changes: its text says only whose it is.
    let isPinned = badge != Address.badge(constituent.id)
    let alternative = isPinned ? words : "\(settings.title): \(constituent.name)"
    var image: String?
    if let url = settings.url {
      let page = isPinned ? Address.edition(table.id) : Address.constituent(constituent.id, settings)
      image = """
        <a href="\(HTMLText.escaped(url + page.permalink))"><img src="\(HTMLText.escaped(url + badge.link))" \
        width="\(Badges.width)" height="\(Badges.height)" alt="\(HTMLText.escaped(alternative))"></a>
        """
    }
    return [
      "edition": .text(table.id.text), "badge_path": .text(badge.link), "badge_words": .text(words),
      "badge_width": .number(TemplateNumber(Badges.width)), "badge_height": .number(TemplateNumber(Badges.height)),
      "badge_markup": .optional(image), "embed_path": .optional(chart?.link),
      "embed_markup": chart.map { frame($0, "\(constituent.name) in \(settings.title)") } ?? TemplateValue.none,
    ]
  }

  /// Text of a frame; none where the site does not know its own address.
  private func frame(_ path: SitePath, _ title: String) -> TemplateValue {
    .optional(
      settings.url.map {
        """
        <iframe src="\(HTMLText.escaped($0 + path.permalink))" title="\(HTMLText.escaped(title))" width="100%" \
        height="520" loading="lazy" style="border: 0"></iframe>
        """
      })
  }
}
