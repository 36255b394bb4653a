package import Diagnostics
package import StoredValues

extension Statement {
  package func write(to writer: inout ValueWriter) {
    writer.write(constituent)
    writer.write(edition.ordinal)
    switch value {
    case .score(let score):
      writer.write(0)
      writer.write(score.units)
    case .change(let change):
      writer.write(1)
      writer.write(change.units)
    case .rank(let rank):
      writer.write(2)
      writer.write(rank)
    case .dimension(let name, let score):
      writer.write(3)
      writer.write(name)
      writer.write(score.units)
    }
    writer.write(place.span)
    writer.write(isDisplayed)
  }

  package init(
    from reader: inout ValueReader, in file: SourceFile, _ calendar: EditionCalendar
  ) throws(DamagedValues) {
    constituent = try reader.text()
    edition = try EditionID(from: &reader, calendar)
    value =
      switch try reader.number() {
      case 0: .score(Score(units: try reader.number()))
      case 1: .change(ScoreChange(units: try reader.number()))
      case 2: .rank(try reader.number())
      case 3: .dimension(try reader.text(), Score(units: try reader.number()))
      default: throw DamagedValues()
      }
    place = try reader.place(in: file)
    isDisplayed = try reader.boolean()
  }
}

extension EditionID {
  /// Reads the edition that was written by its `ordinal`.
  package init(from reader: inout ValueReader, _ calendar: EditionCalendar) throws(DamagedValues) {
    guard let edition = calendar.edition(at: try reader.number()) else { throw DamagedValues() }
    self = edition
  }
}

extension CalendarDate {
  package func write(to writer: inout ValueWriter) {
    writer.write(year)
    writer.write(month)
    writer.write(day)
  }

  package init(from reader: inout ValueReader) throws(DamagedValues) {
    guard let date = CalendarDate(year: try reader.number(), month: try reader.number(), day: try reader.number())
    else { throw DamagedValues() }
    self = date
  }
}
