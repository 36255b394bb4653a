internal import Diagnostics
internal import ScoreLedger
internal import TemplateEngine
internal import TemplateValues

/// A constituent's score as a small picture for other sites, by the template `badge.svg`, and for shields.io as JSON.
///
/// It has its own paper, so that it can be read on light and on dark pages, and no style sheet, which a strict policy
/// would keep from a picture that is opened alone.
///
/// One reference for all of its files: each would hold the whole plan.
final class Badges: Sendable {
  static let (width, height) = (300, 80)
  private static let (left, right) = (20, 284)

  let plan: SitePlan
  let templates: TemplateSet
  private let words: StandingWords

  init(plan: SitePlan, templates: TemplateSet) {
    self.plan = plan
    self.templates = templates
    words = StandingWords(settings: plan.content.settings)
  }

  /// Of the current edition for every constituent.
  var files: [SiteFile] {
    guard let current = plan.ledger.current else { return [] }
    return plan.content.settings.constituents.enumerated().flatMap { place, constituent in
      let subject = SitePlan.Subject(table: plan.ledger.tables.count - 1, constituent: place)
      return [
        drawing(of: subject, at: Address.badge(constituent.id)),
        SiteFile(
          Address.badgeJSON(constituent.id), .table(current.id), text: { [self] in shields(constituent, in: current) }),
      ]
    }
  }

  /// Those that are pinned to an edition.
  func files(of subjects: [SitePlan.Subject], _ family: Int?) -> [SiteFile] {
    subjects.map { subject in
      let path = Address.badge(
        plan.content.settings.constituents[subject.constituent].id, in: plan.ledger.tables[subject.table].id)
      return drawing(of: subject, at: path, family)
    }
  }

  private func drawing(of subject: SitePlan.Subject, at path: SitePath, _ family: Int? = nil) -> SiteFile {
    SiteFile(path, .table(plan.ledger.tables[subject.table].id), family: family) { [self] () throws(RenderError) in
      let constituent = plan.content.settings.constituents[subject.constituent]
      let table = plan.ledger.tables[subject.table]
      return try templates.page("badge.svg", ["badge": value(of: constituent, in: table)])
    }
  }

  private func value(of constituent: Constituent, in table: EditionTable) -> TemplateValue {
    let scale = plan.content.settings.scale
    let standing = table.standing(of: constituent.id)
    let score = standing.map { scale.text($0.score) }
    let change = standing?.change.map { (text: scale.text($0), direction: $0.direction) }
    let room = Self.right - Self.left
    let scoreSize = [30, 24, 18].first { TextFitting.pixels(score ?? "", size: $0) <= room / 2 } ?? 14
    let nameRoom = room - (score.map { TextFitting.pixels($0, size: scoreSize) + 16 } ?? 0)
    let changeWidth = change.map { TextFitting.pixels("\($0.direction.glyph) \($0.text)", size: 12) + 12 } ?? 0
    let name = TextFitting.block(constituent.name, room: nameRoom, sizes: [(20, 1), (17, 1), (14, 1)])
    let place = words.place(of: standing, in: table) + " · " + table.id.text
    return [
      "width": .number(TemplateNumber(Self.width)), "height": .number(TemplateNumber(Self.height)),
      "end": .number(TemplateNumber(Self.right)), "constituent": .text(constituent.id),
      "edition": .text(table.id.text), "words": .text(TextFitting.drawable(words.sentence(constituent, in: table))),
      "index": .text(TextFitting.line(plan.content.settings.title, size: 12, room: nameRoom)),
      "name": .text(name.lines.first ?? ""), "name_size": .number(TemplateNumber(name.size)),
      "score": .optional(score), "score_size": .number(TemplateNumber(scoreSize)),
      "note": .text(TextFitting.line(place, size: 12, room: room - changeWidth)),
      "change": change.map { change -> TemplateValue in
        [
          "text": .text(change.text), "glyph": .text(change.direction.glyph),
          "direction": .text(change.direction.rawValue),
        ]
      } ?? TemplateValue.none,
    ]
  }

  /// The endpoint schema of shields.io.
  private func shields(_ constituent: Constituent, in table: EditionTable) -> String {
    let scale = plan.content.settings.scale
    var message = constituent.name
    var colour = "67625a"
    if let standing = table.standing(of: constituent.id) {
      message += " " + scale.text(standing.score)
      if let change = standing.change {
        message += " \(change.direction.glyph) \(scale.text(change))"
        colour = change.units > 0 ? "1b538f" : change.units < 0 ? "923a06" : colour
      }
    }
    message += " · " + words.place(of: table.standing(of: constituent.id), in: table)
    return """
      {"schemaVersion": 1, "label": \(jsonString(plan.content.settings.title)), "message": \(jsonString(message)), \
      "color": "\(colour)"}

      """
  }
}
