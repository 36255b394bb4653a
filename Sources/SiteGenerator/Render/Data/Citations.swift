internal import Diagnostics
internal import ScoreLedger
internal import TemplateValues

/// How a page is cited: a sentence for people, BibTeX and CSL-JSON for their programs.
struct Citations {
  let settings: IndexSettings
  let ledger: Ledger

  func article(_ article: Article) -> TemplateValue {
    let work = Work(
      key: article.slug.text, kind: "webpage", authors: article.authors.isEmpty ? [publisher] : article.authors,
      title: article.title, edition: article.edition, date: article.date, path: Address.article(article.slug))
    return value(of: work)
  }

  func edition(_ id: EditionID) -> TemplateValue {
    let work = Work(
      key: "edition:" + id.text, kind: "dataset", authors: [publisher], title: nil, edition: id,
      date: ledger.calendar.firstDay(of: id), path: Address.edition(id))
    return value(of: work)
  }

  /// What is cited. A slug holds no colon, so no article has the key of an edition.
  private struct Work {
    let key: String
    /// One of CSL's types.
    let kind: String
    let authors: [String]
    /// Nil where it is the index itself.
    let title: String?
    let edition: EditionID
    let date: CalendarDate?
    let path: SitePath
  }

  private var publisher: String { settings.publisher ?? settings.title }

  private func value(of work: Work) -> TemplateValue {
    ["text": .text(text(work)), "bibtex": .text(bibTeX(work)), "csl": .text(csl(work))]
  }

  private func url(_ work: Work) -> String? { settings.url.map { $0 + work.path.permalink } }

  private func text(_ work: Work) -> String {
    let authors = work.authors == [settings.title] ? nil : work.authors.joined(separator: ", ")
    let parts = [
      authors, work.title.map { "“\($0)”" }, settings.title, "edition \(work.edition.text)",
      work.date.map(Wording.date),
      url(work),
    ]
    return parts.compactMap { $0 }.joined(separator: ", ")
  }

  private func key(_ work: Work) -> String {
    var key = DataFiles.packageName(settings.title) + ":"
    for scalar in work.key.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ":": key.unicodeScalars.append(scalar)
      default: key += ".\(String(scalar.value, radix: 16))."
      }
    }
    return key
  }

  // MARK: BibTeX

  /// An entry of the type that BibTeX and biblatex both know.
  private func bibTeX(_ work: Work) -> String {
    let source = work.title == nil ? "Edition" : settings.title + ", edition"
    var fields = [
      ("author", work.authors.map { "{\(Self.teX($0))}" }.joined(separator: " and ")),
      ("title", "{\(Self.teX(work.title ?? settings.title))}"),
      ("howpublished", Self.teX("\(source) \(work.edition.text)")),
    ]
    if let date = work.date {
      fields.append(("year", "\(date.year)"))
      fields.append(("month", "\(date.month)"))
      fields.append(("day", "\(date.day)"))
    }
    if let url = url(work) {
      fields.append(("url", Self.withoutBraces(url)))
    }
    let lines = fields.map { name, value in "  \(name) = {\(value)}" }
    return "@misc{\(key(work)),\n" + lines.joined(separator: ",\n") + "\n}"
  }

  private static func withoutBraces(_ url: String) -> String {
    guard url.utf8.contains(where: "{}\\".utf8.contains) else { return url }
    return url.replacing("{", with: "%7B").replacing("}", with: "%7D").replacing("\\", with: "%5C")
  }

  /// A text in which TeX finds nothing to obey. BibTeX counts braces even behind a backslash, so they have names.
  private static func teX(_ text: String) -> String {
    let obeyed = "\\{}~^%&$#_\n\r\t".utf8
    guard text.utf8.contains(where: obeyed.contains) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\textbackslash{}"
      case "{": result += "\\textbraceleft{}"
      case "}": result += "\\textbraceright{}"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "%", "&", "$", "#", "_": result += "\\\(scalar)"
      case "\n", "\r", "\t": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  // MARK: CSL-JSON

  private func csl(_ work: Work) -> String {
    var members = [
      ("id", jsonString(key(work))), ("type", jsonString(work.kind)),
      ("title", jsonString(work.title ?? settings.title)),
      ("author", "[" + work.authors.map { "{\"literal\": \(jsonString($0))}" }.joined(separator: ", ") + "]"),
    ]
    if work.title != nil { members.append(("container-title", jsonString(settings.title))) }
    members.append(("publisher", jsonString(publisher)))
    members.append(("edition", jsonString(work.edition.text)))
    if let date = work.date {
      members.append(("issued", "{\"date-parts\": [[\(date.year), \(date.month), \(date.day)]]}"))
    }
    if let url = url(work) { members.append(("URL", jsonString(url))) }
    members.append(("language", jsonString(settings.language)))
    return "[\n  {\n" + members.map { "    \"\($0)\": \($1)" }.joined(separator: ",\n") + "\n  }\n]"
  }
}
