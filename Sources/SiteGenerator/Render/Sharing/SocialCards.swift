internal import ScoreLedger
internal import TemplateEngine
internal import TemplateValues

/// The pictures that articles, constituents and editions are shared with, as drawings by the template `card.svg`.
struct SocialCards {
  /// A site without this template has no cards.
  static let template = "card.svg"
  static let (width, height) = (1200, 630)
  /// Where what stands in a card begins and ends.
  private static let (left, right) = (72, 1128)

  let plan: SitePlan
  let templates: TemplateSet

  /// The drawing of a page that has a card of its own; nil for others.
  func drawing(of planned: SitePlan.PlannedPage) throws(RenderError) -> [UInt8]? {
    guard let card = card(of: planned.page) else { return nil }
    return try templates.page(Self.template, ["card": value(card)])
  }

  private struct Card {
    let kicker: String
    let headline: String
    var summary: String?
    let edition: EditionID?
    /// Whom the card is about; nil for the whole table.
    var subject: Constituent?
  }

  private func card(of page: SitePlan.Page) -> Card? {
    switch page {
    case .article(let index):
      let article = plan.articles[index]
      let subject = article.constituentID.flatMap(plan.ledger.constituent)
      let kicker = subject.map(kicker) ?? article.tags.first?.capitalisedFirst ?? "Analysis"
      return Card(kicker: kicker, headline: article.title, edition: article.edition, subject: subject)
    case .constituent(let constituent):
      return Card(
        kicker: [constituent.category, constituent.id].compactMap { $0 }.joined(separator: " · "),
        headline: constituent.name, summary: constituent.strategy, edition: plan.ledger.current?.id,
        subject: constituent)
    case .edition(let index):
      let table = plan.ledger.tables[index]
      let day = plan.ledger.calendar.firstDay(of: table.id).map { "The table of " + Wording.date($0) }
      return Card(
        kicker: day ?? "The table",
        headline: plan.notes[table.id]?.title ?? Self.headline(of: table),
        edition: table.id)
    default: return nil
    }
  }

  private func kicker(_ constituent: Constituent) -> String {
    [constituent.name, constituent.category].compactMap { $0 }.joined(separator: " · ")
  }

  /// Who leads a table.
  static func headline(of table: EditionTable) -> String {
    let leaders = table.standings.prefix { $0.rank == 1 }.map(\.constituent.name)
    switch leaders.count {
    case 0: return "Edition \(table.id.text)"
    case 1: return "\(leaders[0]) leads the table"
    case 2: return "\(leaders[0]) and \(leaders[1]) share the lead"
    default: return "\(leaders.count) share the lead"
    }
  }

  // MARK: Values

  private func value(_ card: Card) -> TemplateValue {
    let table = card.edition.flatMap(plan.ledger.table)
    let edition = card.edition.map { "Edition \($0.text)" } ?? ""
    let room = Self.right - Self.left
    let editionRoom = min(room / 2, TextFitting.pixels(edition, size: 24))
    let headline = TextFitting.block(
      card.headline, room: room, sizes: [(92, 2), (80, 2), (72, 3), (64, 3), (56, 4), (48, 4), (44, 5)])
    let leading = headline.size * 112 / 100
    let first = 196 + headline.size
    let isRightToLeft = TextFitting.isRightToLeft(card.headline)
    var summary: [TemplateValue] = []
    if let text = card.summary {
      let top = first + (headline.lines.count - 1) * leading + 62
      let count = min(3, (472 - top) / 40 + 1)
      if count > 0 {
        summary = lines(TextFitting.block(text, room: room, sizes: [(30, count)]).lines, from: top, leading: 40)
      }
    }
    let standing = card.subject.flatMap { table?.standing(of: $0.id) }
    let (size, figures) = standing.map(figures) ?? (card.subject == nil ? leaders(table) : (60, []))
    let notice = card.subject != nil && standing == nil ? "Not rated in this edition" : ""
    return [
      "width": .number(TemplateNumber(Self.width)), "height": .number(TemplateNumber(Self.height)),
      "index": .text(TextFitting.line(plan.content.settings.title, size: 30, room: room - editionRoom - 48)),
      "edition": .text(TextFitting.line(edition, size: 24, room: room / 2)),
      "kicker": .text(TextFitting.line(card.kicker, size: 26, room: room)),
      "headline": [
        "size": .number(TemplateNumber(headline.size)),
        "x": .number(TemplateNumber(isRightToLeft ? Self.right : Self.left)),
        "direction": isRightToLeft ? "rtl" : "ltr",
        "lines": .list(lines(headline.lines, from: first, leading: leading)),
      ],
      "summary": .list(summary), "figure_size": .number(TemplateNumber(size)), "figures": .list(figures),
      "notice": .text(notice), "ticks": .list(ticks(table, own: card.subject?.id)),
    ]
  }

  private func lines(_ lines: [String], from top: Int, leading: Int) -> [TemplateValue] {
    lines.enumerated().map { ["text": .text($1), "y": .number(TemplateNumber(top + $0 * leading))] }
  }

  /// The scores of a table on the open scale, or where that has no ends, from the lowest to the highest.
  private func ticks(_ table: EditionTable?, own: String?) -> [TemplateValue] {
    let scores = table?.standings.map(\.score.units) ?? []
    let scale = plan.content.settings.scale
    guard let low = scale.minimum?.units ?? scores.min(), let high = scale.maximum?.units ?? scores.max() else {
      return []
    }
    // The subject last, so that it lies above those with its score.
    let standings =
      (table?.standings ?? []).filter { $0.constituent.id != own }
      + (table?.standings ?? []).filter { $0.constituent.id == own }
    return standings.map { standing in
      // A score has at most fifteen digits: the product has room.
      let offset = (standing.score.units - low) * (Self.right - Self.left) / max(1, high - low)
      let isOwn = standing.constituent.id == own
      let x = Self.left + offset - (isOwn ? 3 : 1)
      return ["x": .number(TemplateNumber(x)), "own": .boolean(isOwn)]
    }
  }

  // MARK: Figures

  private struct Figure {
    let label: String
    let value: String
    var note = ""
    /// Of the value, which gets an arrow.
    var direction = ""
    var noteDirection = ""

    func width(_ size: Int) -> Int {
      let note = note.isEmpty ? 0 : 16 + TextFitting.pixels(note, size: 24)
      return max(TextFitting.pixels(label, size: 22), indent + TextFitting.pixels(value, size: size) + note)
    }

    var withoutNote: Figure { Figure(label: label, value: value, direction: direction) }

    var indent: Int { direction == "up" || direction == "down" ? 40 : 0 }
  }

  private static let sizes = [60, 52, 44, 36, 30, 24, 20]

  /// Rank, score and change.
  private func figures(_ standing: Standing) -> (size: Int, figures: [TemplateValue]) {
    let scale = plan.content.settings.scale
    let count = plan.ledger.table(standing.edition)?.standings.count ?? 0
    let mark: String =
      switch standing.provenance {
      case .stated: ""
      case .implied: "implied"
      case .corrected: "corrected"
      }
    var figures = [
      Figure(label: "Rank", value: "\(standing.rank)", note: "of \(count)" + (standing.isTied ? ", tied" : "")),
      Figure(label: "Score", value: scale.text(standing.score), note: mark),
    ]
    if let change = standing.change {
      figures.append(
        Figure(
          label: "Change", value: scale.text(change),
          note: standing.previousScore.map { "from " + scale.text($0) } ?? "",
          direction: change.direction.rawValue))
    }
    // Where even the smallest has no room, it is the notes that there is none for.
    let (room, gap) = (Self.right - Self.left, 56)
    func total(_ size: Int) -> Int { figures.reduce(-gap) { $0 + $1.width(size) + gap } }
    if total(Self.sizes[Self.sizes.count - 1]) > room { figures = figures.map(\.withoutNote) }
    let size = Self.sizes.first { total($0) <= room } ?? 20
    var x = Self.left
    let values = figures.map { figure in
      defer { x += figure.width(size) + gap }
      return value(figure, at: x, size: size)
    }
    return (size, values)
  }

  /// The first three of a table.
  private func leaders(_ table: EditionTable?) -> (size: Int, figures: [TemplateValue]) {
    let scale = plan.content.settings.scale
    let step = (Self.right - Self.left) / 3
    var figures = (table?.standings.prefix(3) ?? []).map { standing in
      Figure(
        label: TextFitting.line("\(standing.rank) \(standing.constituent.name)", size: 22, room: step - 32),
        value: scale.text(standing.score),
        note: standing.change.map { $0.direction.glyph + " " + scale.text($0) } ?? "",
        noteDirection: standing.change?.direction.rawValue ?? "")
    }
    func isRoom(_ size: Int) -> Bool { figures.allSatisfy { $0.width(size) <= step - 32 } }
    if !isRoom(Self.sizes[Self.sizes.count - 1]) { figures = figures.map(\.withoutNote) }
    let size = Self.sizes.first(where: isRoom) ?? 20
    return (size, figures.enumerated().map { value($1, at: Self.left + $0 * step, size: size) })
  }

  private func value(_ figure: Figure, at x: Int, size: Int) -> TemplateValue {
    [
      "label": .text(figure.label), "value": .text(figure.value), "note": .text(figure.note),
      "direction": .text(figure.direction), "note_direction": .text(figure.noteDirection),
      "x": .number(TemplateNumber(x)), "value_x": .number(TemplateNumber(x + figure.indent)),
    ]
  }
}
