internal import ScoreLedger

/// The keys of index.yml.
extension KeyGroup {
  static let index = KeyGroup(
    name: "index.yml",
    keys: [
      Key("title", .text, "The name of the index", isRequired: true),
      Key("tagline", .text, "What it ranks, in a few words"),
      Key("description", .text, "What it is, in a sentence or two, for search engines and feeds"),
      Key("publisher", .text, "Who publishes it"),
      Key(
        "url", .siteAddress, "Where the site will stand; feeds, sitemap and canonical links need it",
        examples: ["https://example.org/"]),
      Key("language", .languageTag, "The language of the texts; en without it", examples: ["en", "de", "pt-BR"]),
      Key("timeZone", .text, "The time zone of its days; UTC without it", examples: ["UTC", "Europe/Berlin"]),
      Key("scale", .group(scale, mayBeEmpty: true), "What scores may be"),
      Key("cadence", .choice(Cadence.names), "How often an edition is published; weekly without it"),
      Key("editions", .identifiers, "The ids of an irregular index's editions in their order"),
      Key("noun", .group(noun, mayBeEmpty: false), "What the index calls what it ranks"),
      Key("constituents", .groups(constituent, mayBeEmpty: false), "What the index ranks", isRequired: true),
      Key("methodology", .oneOrMore(methodology), "How scores are made: one version, or several in their order"),
      Key("licence", .text, "The licence of texts and data", examples: ["CC-BY-4.0"]),
      Key("smartPunctuation", .boolean, "true sets typographic quotes and dashes"),
      Key("rawHTML", .boolean, "true lets raw HTML of the texts reach the pages: only for texts that are trusted"),
    ],
    rules: [.editionsOfIrregular])

  static let scale = KeyGroup(
    name: "`scale`",
    keys: [
      Key("min", .score, "The lowest score there is; without it there is no bound"),
      Key("max", .score, "The highest score there is; without it there is no bound"),
      Key("decimals", .wholeNumber(0, 6), "Digits after the point, 0 to 6; 0 without it"),
      Key("unit", .text, "What a score counts; points without it", examples: ["points", "%"]),
      Key("better", .choice(["higher", "lower"]), "Which end ranks first; higher without it"),
    ])

  /// Folders of Content/ and of the site.
  static let reservedNouns = [
    "articles", "editions", "corrections", "data", "search", "pages", "media", "assets", "badges", "embed", "locks",
  ]

  static let noun = KeyGroup(
    name: "`noun`",
    keys: [
      Key("one", .text, "The singular", isRequired: true, examples: ["company"]),
      Key(
        "many", .slug(reserved: reservedNouns),
        "The plural; it names the folder of the profiles and a part of addresses",
        isRequired: true, examples: ["companies"]),
    ])

  static let constituent = KeyGroup(
    name: "a constituent",
    keys: [
      Key(
        "id", .identifier(reserved: IndexURL.reservedNames.sorted()),
        "A short name that never changes; it stands in addresses",
        isRequired: true, examples: ["ACME"]),
      Key("name", .text, "The name that readers see", isRequired: true, examples: ["Acme"]),
      Key("category", .text, "A group that it belongs to"),
      Key("strategy", .text, "What it stands for, in a sentence"),
      Key("aliases", .texts, "Other names that front matter and texts may use"),
      Key("joined", .edition, "Its first edition; without it, it was there from the start"),
      Key("left", .edition, "The first edition without it"),
    ])

  static let methodology = KeyGroup(
    name: "`methodology`",
    keys: [
      Key("version", .text, "The name of the version", isRequired: true, examples: ["1"]),
      Key("since", .edition, "Its first edition; only the first version may leave it out"),
      Key("rebased", .boolean, "true where earlier scores were restated, so that they compare"),
      Key("dimensions", .groups(dimension, mayBeEmpty: true), "What a score is made of; the weights add up to 100"),
    ])

  static let dimension = KeyGroup(
    name: "a dimension",
    keys: [
      Key("id", .slug(reserved: []), "A short name in lower-case letters", isRequired: true, examples: ["adoption"]),
      Key("name", .text, "The name that readers see", isRequired: true, examples: ["Developer adoption"]),
      Key("weight", .weight, "Its share in per cent", isRequired: true, examples: ["20", "12.5%"]),
    ])
}
