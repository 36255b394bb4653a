/// The front matter of documents, and the files of corrections/ and locks/.
extension KeyGroup {
  private static let summary = Key("summary", .text, "The standfirst: one or two sentences under the title")
  private static let draft = Key("draft", .boolean, "true leaves it out, unless --drafts is given")
  private static let aliases = Key(
    "aliases", .paths, "Old addresses that lead here", examples: ["/old/path/"])
  private static let parameters = Key("params", .free, "Free values for templates")

  static let article = KeyGroup(
    name: "an article",
    keys: [
      Key("title", .text, "The headline", isRequired: true),
      summary,
      Key("date", .date, "The day of publication; later than the newest edition, it is held", examples: ["2026-05-11"]),
      Key("edition", .edition, "The edition it belongs to; without it, the one its date falls in"),
      Key("constituent", .constituent, "The id of what it is about, if that is one"),
      Key("score", .scoreText, "Short for a row of `scores` about `constituent`", examples: ["97 ▲+2"]),
      Key("change", .change, "The change of the score since the edition before", examples: ["+2", "▼−2", "—0"]),
      Key("rank", .wholeNumber(1, 999_999_999), "The rank in its edition, checked against the scores"),
      Key(
        "scores", .table(.either(.scoreText, .group(scoreRow, mayBeEmpty: false))), "Any part of the edition's table"),
      Key("stats", .groups(statistic, mayBeEmpty: true), "Large figures with their labels"),
      Key("tags", .texts, "What it is about, in words"),
      Key("authors", .texts, "Who wrote it"),
      draft,
      Key("expires", .date, "The day from which on readers do not see it; its scores stay", examples: ["2026-06-01"]),
      aliases,
      parameters,
    ],
    rules: [
      .dayUnlessDraft, .needs("score", "constituent"), .needs("change", "constituent"), .needs("rank", "constituent"),
    ]
  )

  static let scoreRow = KeyGroup(
    name: "a row of `scores`",
    keys: [
      Key("score", .scoreText, "The score, and its change where that is stated", examples: ["97 ▲+2"]),
      Key("change", .change, "The change since the edition before", examples: ["+2", "▼−2", "—0"]),
      Key("rank", .wholeNumber(1, 999_999_999), "The rank, checked against the scores"),
      Key("dimensions", .dimensions, "The scores that it is made of, by the ids of the methodology's dimensions"),
    ])

  static let statistic = KeyGroup(
    name: "a figure",
    keys: [
      Key("value", .text, "The figure", isRequired: true, examples: ["6.9B"]),
      Key("label", .text, "What it counts", isRequired: true, examples: ["miles"]),
    ])

  static let profile = KeyGroup(
    name: "a profile",
    keys: [
      Key("constituent", .constituent, "The id of the constituent in index.yml", isRequired: true),
      summary,
    ])

  static let note = KeyGroup(
    name: "an edition's note",
    keys: [
      Key("edition", .edition, "The edition that the note is on", isRequired: true),
      Key("title", .text, "Takes the place of the edition's headline in search and in feeds"),
      summary,
    ])

  static let page = KeyGroup(
    name: "a page",
    keys: [Key("title", .text, "The headline", isRequired: true), summary, aliases, draft, parameters])

  static let correction = KeyGroup(
    name: "a correction",
    keys: [
      Key("edition", .edition, "The edition whose score was wrong", isRequired: true),
      Key("constituent", .constituent, "Whose score it was", isRequired: true),
      Key("was", .scoreOrNone, "The score that readers have seen, or `not rated`", isRequired: true),
      Key("now", .scoreOrNone, "The score that is right, or `not rated`", isRequired: true),
      Key("reason", .text, "Why, in a sentence for readers", isRequired: true),
      Key("date", .date, "The day of the correction", isRequired: true, examples: ["2026-05-20"]),
      Key("found-by", .text, "Who found the mistake"),
    ])

  static let release = KeyGroup(
    name: "a released edition",
    keys: [
      Key("edition", .edition, "The released edition", isRequired: true),
      Key("methodology", .text, "The version of the methodology"),
      Key("scores", .table(.scoreText), "The table as it was released"),
    ])
}
