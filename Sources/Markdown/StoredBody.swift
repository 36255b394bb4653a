package import Diagnostics
package import StoredValues

// How the parts of a body are stored: in the order of their properties, a case by its number.

extension MarkdownBody {
  /// All but its tables and its prose, which are let go of, and what is printed.
  package func write(to writer: inout ValueWriter) {
    writer.write(blocks) { writer, block in
      writer.write(block.name)
      writer.write(block.text)
      writer.write(block.place.span)
    }
    writer.write(values) { $1.write(to: &$0) }
    writer.write(links) { $1.write(to: &$0) }
    writer.write(rawHTMLCount)
    writer.write(wordCount)
    writer.write(start)
    writer.write(fingerprint)
  }

  /// It prints nothing before `store` says where that is.
  package init(from reader: inout ValueReader, in file: SourceFile) throws(DamagedValues) {
    self.init(
      .empty,
      blocks: try reader.list { reader throws(DamagedValues) in
        try Block(name: reader.text(), text: reader.text(), place: reader.place(in: file))
      }, values: try reader.list { reader throws(DamagedValues) in try InlineValue(from: &reader, in: file) },
      tables: [], prose: [],
      links: try reader.list { reader throws(DamagedValues) in try Link(from: &reader, in: file) },
      rawHTMLCount: try reader.number(), wordCount: try reader.number(), file: file, start: try reader.number())
    storage = .stored({ .empty }, try reader.fingerprint())
  }
}

extension MarkdownBody.Hole {
  func write(to writer: inout ValueWriter) {
    writer.write(offset)
    switch filling {
    case .root: writer.write(0)
    case .endOfValue: writer.write(1)
    case .block(let index):
      writer.write(2)
      writer.write(index)
    case .value(let index):
      writer.write(3)
      writer.write(index)
    }
  }

  init(from reader: inout ValueReader) throws(DamagedValues) {
    offset = try reader.number()
    switch try reader.number() {
    case 0: filling = .root
    case 1: filling = .endOfValue
    case 2: filling = .block(try reader.number())
    case 3: filling = .value(try reader.number())
    default: throw DamagedValues()
    }
  }
}

extension MarkdownBody.Link {
  func write(to writer: inout ValueWriter) {
    writer.write(url)
    target.write(to: &writer)
    writer.write(place.span)
  }

  init(from reader: inout ValueReader, in file: SourceFile) throws(DamagedValues) {
    url = try reader.text()
    target = try LinkTarget(from: &reader)
    place = try reader.place(in: file)
  }
}

extension LinkTarget {
  package func write(to writer: inout ValueWriter) {
    switch self {
    case .verbatim: writer.write(0)
    case .external: writer.write(1)
    case .contact: writer.write(2)
    case .text: writer.write(3)
    case .fragment(let fragment):
      writer.write(4)
      writer.write(fragment)
    case .site(let path, let fragment):
      writer.write(5)
      writer.write(path)
      writer.write(fragment)
    case .image(let path, let size):
      writer.write(6)
      writer.write(path)
      writer.write(size) { writer, size in
        writer.write(size.width)
        writer.write(size.height)
      }
    case .value(let name):
      writer.write(7)
      writer.write(name)
    case .invalid(let id, let message, let help):
      writer.write(8)
      writer.write([id, message, help])
    }
  }

  package init(from reader: inout ValueReader) throws(DamagedValues) {
    switch try reader.number() {
    case 0: self = .verbatim
    case 1: self = .external
    case 2: self = .contact
    case 3: self = .text
    case 4: self = .fragment(try reader.text())
    case 5: self = .site(path: try reader.text(), fragment: try reader.optionalText())
    case 6:
      let path = try reader.text()
      let size = try reader.optional { reader throws(DamagedValues) in
        guard let size = ImageSize(width: try reader.number(), height: try reader.number()) else {
          throw DamagedValues()
        }
        return size
      }
      self = .image(path: path, size: size)
    case 7: self = .value(name: try reader.text())
    case 8:
      let words = try reader.texts()
      guard words.count == 3 else { throw DamagedValues() }
      self = .invalid(id: words[0], message: words[1], help: words[2])
    default: throw DamagedValues()
    }
  }
}

extension InlineValue {
  func write(to writer: inout ValueWriter) {
    writer.write(name)
    writer.write(text)
    writer.write(precedingText)
    writer.write(place.span)
    writer.write(span) { $0.write($1) }
  }

  init(from reader: inout ValueReader, in file: SourceFile) throws(DamagedValues) {
    name = try reader.text()
    text = try reader.text()
    precedingText = try reader.text()
    place = try reader.place(in: file)
    span = try reader.optional { reader throws(DamagedValues) in try reader.span() }
  }
}

extension Prose {
  package func write(to writer: inout ValueWriter) {
    writer.write(text)
    writer.write(links) { writer, link in
      writer.write(SourceSpan(link.range.lowerBound, link.range.upperBound))
      writer.write(link.url)
    }
    writer.write(place.span)
    writer.write(stretches) { writer, stretch in
      writer.write(SourceSpan(stretch.range.lowerBound, stretch.range.upperBound))
      writer.write(stretch.fileOffset)
    }
  }

  package init(from reader: inout ValueReader, in file: SourceFile) throws(DamagedValues) {
    text = try reader.text()
    links = try reader.list { reader throws(DamagedValues) in
      let span = try reader.span()
      return Link(range: span.start..<span.end, url: try reader.text())
    }
    place = try reader.place(in: file)
    stretches = try reader.list { reader throws(DamagedValues) in
      let span = try reader.span()
      return Stretch(range: span.start..<span.end, fileOffset: try reader.number())
    }
  }
}

extension BodyEdit {
  func write(to writer: inout ValueWriter) {
    writer.write(span)
    switch replacement {
    case .nothing: writer.write(0)
    case .address(let path, let fragment):
      writer.write(1)
      writer.write(path)
      writer.write(fragment)
    case .value(let index, let text):
      writer.write(2)
      writer.write(index)
      writer.write(text)
    case .block(let index):
      writer.write(3)
      writer.write(index)
    }
  }

  init(from reader: inout ValueReader) throws(DamagedValues) {
    span = try reader.span()
    switch try reader.number() {
    case 0: replacement = .nothing
    case 1: replacement = .address(path: try reader.optionalText(), fragment: try reader.optionalText())
    case 2: replacement = .value(try reader.number(), text: try reader.span())
    case 3: replacement = .block(try reader.number())
    default: throw DamagedValues()
    }
  }
}
