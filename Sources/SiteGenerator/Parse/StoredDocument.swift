internal import Diagnostics
internal import Markdown
internal import ScoreLedger
internal import StoredValues

// How front matter is stored: in the order of its properties, a case by its number.

extension DocumentParser.Document {
  /// - Returns: false for what no parser leaves: a schedule makes it of another.
  func write(to writer: inout ValueWriter) -> Bool {
    switch self {
    case .article(let article):
      writer.write(0)
      article.write(to: &writer)
    case .profile(let profile):
      writer.write(1)
      writer.write(profile.constituentID)
      writer.write(profile.summary)
    case .note(let note):
      writer.write(2)
      writer.write(note.edition.ordinal)
      writer.write(note.title)
      writer.write(note.summary)
    case .page(let page):
      writer.write(3)
      page.write(to: &writer)
    case .draft: writer.write(4)
    case .held, .heldNote, .expired: return false
    }
    return true
  }

  init(from reader: inout ValueReader, in file: SourceFile, _ calendar: EditionCalendar) throws(DamagedValues) {
    switch try reader.number() {
    case 0: self = .article(try Article(from: &reader, in: file, calendar))
    case 1:
      self = .profile(
        Profile(constituentID: try reader.text(), summary: try reader.optionalText(), file: file, body: .empty))
    case 2:
      self = .note(
        EditionNote(
          edition: try EditionID(from: &reader, calendar), title: try reader.optionalText(),
          summary: try reader.optionalText(), file: file, body: .empty))
    case 3: self = .page(try StandingPage(from: &reader, in: file))
    case 4: self = .draft
    default: throw DamagedValues()
    }
  }
}

extension Article {
  fileprivate func write(to writer: inout ValueWriter) {
    writer.write(slug.text)
    writer.write(title)
    writer.write(summary)
    date.write(to: &writer)
    writer.write(expires) { $1.write(to: &$0) }
    writer.write(edition.ordinal)
    writer.write(constituentID)
    writer.write(statements) { $1.write(to: &$0) }
    writer.write(statistics) { writer, statistic in
      writer.write(statistic.value)
      writer.write(statistic.label)
    }
    writer.write(tags)
    writer.write(authors)
    writer.write(aliases.map(\.text))
    writer.write(parameters) { $1.write(to: &$0) }
    writer.write(status == .draft)
  }

  fileprivate init(
    from reader: inout ValueReader, in file: SourceFile, _ calendar: EditionCalendar
  ) throws(DamagedValues) {
    self.init(
      slug: try Slug(from: &reader), title: try reader.text(), summary: try reader.optionalText(),
      date: try CalendarDate(from: &reader),
      expires: try reader.optional { reader throws(DamagedValues) in try CalendarDate(from: &reader) },
      edition: try EditionID(from: &reader, calendar), constituentID: try reader.optionalText(),
      statements: try reader.list { reader throws(DamagedValues) in
        try Statement(from: &reader, in: file, calendar)
      },
      statistics: try reader.list { reader throws(DamagedValues) in
        Statistic(value: try reader.text(), label: try reader.text())
      }, tags: try reader.texts(), authors: try reader.texts(), aliases: try reader.texts().map(SitePath.file),
      parameters: try reader.list { reader throws(DamagedValues) in try Parameter(from: &reader) },
      status: try reader.boolean() ? .draft : nil, file: file, body: .empty)
  }
}

extension StandingPage {
  fileprivate func write(to writer: inout ValueWriter) {
    writer.write(slug.text)
    writer.write(title)
    writer.write(summary)
    writer.write(aliases.map(\.text))
    writer.write(status == .draft)
  }

  fileprivate init(from reader: inout ValueReader, in file: SourceFile) throws(DamagedValues) {
    self.init(
      slug: try Slug(from: &reader), title: try reader.text(), summary: try reader.optionalText(),
      aliases: try reader.texts().map(SitePath.file), status: try reader.boolean() ? .draft : nil, file: file,
      body: .empty)
  }
}

extension Slug {
  fileprivate init(from reader: inout ValueReader) throws(DamagedValues) {
    guard let slug = Slug(try reader.text()) else { throw DamagedValues() }
    self = slug
  }
}

extension Parameter {
  fileprivate func write(to writer: inout ValueWriter) {
    writer.write(name)
    value.write(to: &writer)
  }

  fileprivate init(from reader: inout ValueReader) throws(DamagedValues) {
    self.init(name: try reader.text(), value: try Value(from: &reader))
  }
}

extension Parameter.Value {
  fileprivate func write(to writer: inout ValueWriter) {
    switch self {
    case .text(let text):
      writer.write(0)
      writer.write(text)
    case .list(let list):
      writer.write(1)
      writer.write(list) { $1.write(to: &$0) }
    case .group(let group):
      writer.write(2)
      writer.write(group) { $1.write(to: &$0) }
    }
  }

  /// As deep as front matter may be, which `YAMLLimits` bounds.
  fileprivate init(from reader: inout ValueReader) throws(DamagedValues) {
    switch try reader.number() {
    case 0: self = .text(try reader.text())
    case 1:
      self = .list(
        try reader.list { reader throws(DamagedValues) in try Parameter.Value(from: &reader) })
    case 2:
      self = .group(try reader.list { reader throws(DamagedValues) in try Parameter(from: &reader) })
    default: throw DamagedValues()
    }
  }
}
