internal import Diagnostics
package import StoredValues

extension ProseScanner.Finding {
  package func write(to writer: inout ValueWriter) {
    writer.write(constituent)
    switch kind {
    case .score: writer.write(0)
    case .rank: writer.write(1)
    case .change: writer.write(2)
    }
    writer.write(SourceSpan(range.lowerBound, range.upperBound))
    writer.write(isPast)
  }

  package init(from reader: inout ValueReader) throws(DamagedValues) {
    constituent = try reader.text()
    switch try reader.number() {
    case 0: kind = .score
    case 1: kind = .rank
    case 2: kind = .change
    default: throw DamagedValues()
    }
    let span = try reader.span()
    range = span.start..<span.end
    isPast = try reader.boolean()
  }
}
