internal import ScoreLedger
internal import TemplateValues

/// What every page shows of the site: its name, navigation and files.
struct SiteValues {
  let plan: SitePlan
  let assets: AssetPaths

  var value: TemplateValue {
    let settings = plan.content.settings
    return [
      "title": .text(settings.title), "tagline": .optional(settings.tagline),
      "description": .optional(settings.description),
      "direction": .text(direction), "language": .text(settings.language),
      "url": .optional(settings.url), "path": .text(Address.front.link),
      "noun": ["one": .text(settings.noun.one), "many": .text(settings.noun.many)],
      "unit": .text(settings.scale.unit), "licence": licence, "stylesheet": .text(assets.stylesheet),
      "icon": .text(assets.icon), "search_script": .text(assets.searchScript),
      "search": .text(Address.search.link), "locale": .optional(locale),
      "feed": plan.hasFeeds ? .text(Address.feed.atom.link) : .none,
      "scores_csv": .text(Address.scoresCSV.link), "scores_json": .text(Address.scoresJSON.link),
      "corrections": .text(Address.corrections.link),
      "methodology": .text(methodology.link), "navigation": .list(navigation), "footer": .list(footer), "scale": scale,
      "cadence": .text(settings.cadence.name),
    ]
  }

  /// Which way the language is written, by its script where that is named, otherwise by the language itself.
  private var direction: String {
    let leftwards = [
      "ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi", "arab", "hebr", "syrc", "thaa",
    ]
    let parts = plan.content.settings.language.lowercased().split(separator: "-")
    let script = parts.dropFirst().first { $0.count == 4 }
    return (script ?? parts.first).map { leftwards.contains(String($0)) } ?? false ? "rtl" : "ltr"
  }

  private func item(_ title: String, _ path: SitePath, _ section: String) -> TemplateValue {
    ["title": .text(title), "path": .text(path.link), "section": .text(section)]
  }

  private var navigation: [TemplateValue] {
    let settings = plan.content.settings
    var items = [
      item("Table", Address.front, "front"), item("Editions", Address.editions, "editions"),
      item(settings.noun.many.capitalisedFirst, Address.constituents(settings), settings.noun.many),
      item("Articles", Address.articles, "articles"),
    ]
    if let page = plan.content.pages.first(where: { $0.slug.text == "methodology" }) {
      items.append(item(page.title, Address.page(page.slug), page.slug.text))
    }
    return items + [item("Data", Address.data, "data")]
  }

  private var footer: [TemplateValue] {
    [item("Search", Address.search, "search")]
      + plan.content.pages.map { item($0.title, Address.page($0.slug), $0.slug.text) }
      + [item("Corrections", Address.corrections, "corrections"), item("Data", Address.data, "data")]
  }

  /// As Open Graph writes it, where the language names its territory: `en_GB`.
  private var locale: String? {
    let parts = plan.content.settings.language.split(separator: "-")
    return parts.count == 2 && parts[1].count == 2 ? "\(parts[0])_\(parts[1].uppercased())" : nil
  }

  private var scale: TemplateValue {
    let scale = plan.content.settings.scale
    return [
      "minimum": .optional(scale.minimum.map(scale.text)), "maximum": .optional(scale.maximum.map(scale.text)),
      "decimals": .number(TemplateNumber(scale.decimals)), "better": .text(scale.better.rawValue),
    ]
  }

  private var licence: TemplateValue {
    guard let name = plan.content.settings.licence else { return .none }
    let licence = Licence(name: name)
    return ["name": .text(licence.title), "url": .optional(licence.url)]
  }

  /// The methodology's page, or where it has none the data's, whose codebook names the version.
  private var methodology: SitePath {
    plan.content.pages.first { $0.slug.text == "methodology" }.map { Address.page($0.slug) } ?? Address.data
  }
}
