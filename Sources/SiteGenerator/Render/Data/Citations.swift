internal import Diagnostics
internal import HTMLEscaping
internal import ScoreLedger
internal import TemplateValues

/// How a page is cited: a sentence for people, BibTeX and CSL-JSON for their programs.
struct Citations {
  private let settings: IndexSettings
  private let ledger: Ledger
  private let publisher: String
  /// Before the key of each entry.
  private let keyPrefix: String

  init(settings: IndexSettings, ledger: Ledger) {
    (self.settings, self.ledger) = (settings, ledger)
    publisher = settings.publisher ?? settings.title
    keyPrefix = DataFiles.packageName(settings.title) + ":"
  }

  func article(_ article: Article) -> TemplateValue {
    let work = Work(
      key: article.slug.text, kind: "webpage", authors: article.authors.isEmpty ? [publisher] : article.authors,
      title: article.title, edition: article.edition, date: article.date, path: article.path)
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

  private func value(of work: Work) -> TemplateValue {
    ["text": .text(text(work)), "bibtex": .text(bibTeX(work)), "csl": .text(csl(work))]
  }

  private func url(_ work: Work) -> String? { settings.url.map { $0 + work.path.permalink } }

  private func text(_ work: Work) -> String {
    var text = ""
    func add(_ part: String) { text += text.isEmpty ? part : ", " + part }
    if work.authors != [settings.title] { add(work.authors.joined(separator: ", ")) }
    if let title = work.title { add("“" + title + "”") }
    add(settings.title)
    add("edition " + work.edition.text)
    if let date = work.date { add(Wording.date(date)) }
    if let url = url(work) { add(url) }
    return text
  }

  private func key(_ work: Work) -> String {
    func isKept(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"): true
      default: false
      }
    }
    if work.key.utf8.allSatisfy(isKept) { return keyPrefix + work.key }
    return work.key.unicodeScalars.reduce(into: keyPrefix) { key, scalar in
      if scalar.isASCII, isKept(UInt8(truncatingIfNeeded: scalar.value)) {
        key.unicodeScalars.append(scalar)
      } else {
        key += ".\(String(scalar.value, radix: 16))."
      }
    }
  }

  // MARK: BibTeX

  /// An entry of the type that BibTeX and biblatex both know.
  private func bibTeX(_ work: Work) -> String {
    var entry: [UInt8] = []
    entry.reserveCapacity(512)
    entry.append("@misc{")
    entry.appendText(key(work))
    func field(_ name: StaticString, _ value: String) {
      entry.append(",\n  ")
      entry.append(name)
      entry.append(" = {")
      entry.appendText(value)
      entry.append("}")
    }
    field("author", work.authors.map { "{" + Self.teX($0) + "}" }.joined(separator: " and "))
    field("title", "{" + Self.teX(work.title ?? settings.title) + "}")
    let source = work.title == nil ? "Edition " : settings.title + ", edition "
    field("howpublished", Self.teX(source + work.edition.text))
    if let date = work.date {
      field("year", String(date.year))
      field("month", String(date.month))
      field("day", String(date.day))
    }
    if let url = url(work) { field("url", Self.withoutBraces(url)) }
    entry.append("\n}")
    return String(decoding: entry, as: UTF8.self)
  }

  private static func withoutBraces(_ url: String) -> String {
    guard url.utf8.contains(where: "{}\\".utf8.contains) else { return url }
    return url.replacing("{", with: "%7B").replacing("}", with: "%7D").replacing("\\", with: "%5C")
  }

  /// A text in which TeX finds nothing to obey. BibTeX counts braces even behind a backslash, so they have names.
  private static func teX(_ text: String) -> String {
    guard text.utf8.contains(where: isObeyed) else { return text }
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

  /// Whether TeX may find something to obey in a byte.
  private static func isObeyed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "~"), UInt8(ascii: "^"),
      UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "$"), UInt8(ascii: "#"), UInt8(ascii: "_"), 0x09, 0x0A, 0x0D:
      true
    default: false
    }
  }

  // MARK: CSL-JSON

  private func csl(_ work: Work) -> String {
    var json: [UInt8] = []
    json.reserveCapacity(512)
    json.append("[\n  {\n    \"id\": ")
    json.appendJSONString(key(work))
    func member(_ name: StaticString) {
      json.append(",\n    \"")
      json.append(name)
      json.append("\": ")
    }
    func member(_ name: StaticString, _ text: String) {
      member(name)
      json.appendJSONString(text)
    }
    member("type", work.kind)
    member("title", work.title ?? settings.title)
    member("author")
    for (position, author) in work.authors.enumerated() {
      json.append(position == 0 ? "[{\"literal\": " : ", {\"literal\": ")
      json.appendJSONString(author)
      json.append("}")
    }
    json.append(work.authors.isEmpty ? "[]" : "]")
    if work.title != nil { member("container-title", settings.title) }
    member("publisher", publisher)
    member("edition", work.edition.text)
    if let date = work.date {
      member("issued")
      json.append("{\"date-parts\": [[")
      for (position, number) in [date.year, date.month, date.day].enumerated() {
        if position > 0 { json.append(", ") }
        json.appendDecimal(number)
      }
      json.append("]]}")
    }
    if let url = url(work) { member("URL", url) }
    member("language", settings.language)
    json.append("\n  }\n]")
    return String(decoding: json, as: UTF8.self)
  }
}
