package import StoredValues

extension ProseScanner.Finding {
  package func write(to writer: inout ValueWriter) {
    writer.write(constituent)
    switch kind {
    case .score: writer.write(0)
    case .rank: writer.write(1)
    case .change: writer.write(2)
    }
    writer.write(range.lowerBound)
    writer.write(range.count)
    writer.write(isPast)
  }

  /// - Throws: where the range is none; whether it lies in the text is for the text's fingerprint to say.
  package init(from reader: inout ValueReader) throws(DamagedValues) {
    constituent = try reader.text()
    switch try reader.number() {
    case 0: kind = .score
    case 1: kind = .rank
    case 2: kind = .change
    default: throw DamagedValues()
    }
    range = try reader.stretch()
    isPast = try reader.boolean()
  }
}
