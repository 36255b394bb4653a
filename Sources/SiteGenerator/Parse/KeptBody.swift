internal import Diagnostics
internal import Markdown
internal import ScoreLedger
internal import StoredValues

// How a parsed body is kept: what every run asks of it with its document, what it prints apart.

extension ParsedDocuments.Body {
  func write(to writer: inout ValueWriter) {
    writer.write(piece?.offset ?? 0)
    body.write(to: &writer)
    writer.write(statements) { $1.write(to: &$0) }
    scanned.write(to: &writer)
    writer.write(targets) { writer, target in
      writer.write(target.url)
      target.target.write(to: &writer)
    }
  }

  init(
    from reader: inout ValueReader, in file: SourceFile, _ index: IndexNames
  ) throws(DamagedValues) {
    let offset = try reader.number()
    body = try MarkdownBody(from: &reader, in: file)
    piece = DocumentStore.Piece(offset: offset, fingerprint: body.fingerprint)
    statements = try reader.list { reader throws(DamagedValues) in
      try Statement(from: &reader, in: file, index.calendar)
    }
    scanned = try ScannedText(from: &reader, in: file)
    targets = try reader.list { reader throws(DamagedValues) in
      ParsedDocuments.Target(url: try reader.text(), target: try LinkTarget(from: &reader))
    }
  }

  /// Leaves what is printed to the store.
  mutating func store(
    _ document: ParsedDocument, _ file: SourceFile, in store: DocumentStore, _ resolver: LinkResolver
  ) {
    var writer = ValueWriter()
    body.printed.write(to: &writer)
    guard let piece = store.add(writer.bytes) else { return }
    self.piece = piece
    keep(document, file, piece, in: store, resolver)
  }

  /// Has what is printed read from the store; where that does not hold it any more, the body is parsed again.
  mutating func keep(
    _ document: ParsedDocument, _ file: SourceFile, _ piece: DocumentStore.Piece, in store: DocumentStore?,
    _ resolver: LinkResolver
  ) {
    let (path, start) = (document.path, document.bodyStart)
    body.store(as: piece.fingerprint) {
      let stored = store?.read(piece)?.withUnsafeBytes { bytes in
        var reader = ValueReader(bytes)
        return try? PrintedBody(from: &reader, in: file)
      }
      return stored ?? MarkdownPrinter.print(file, from: start, options: resolver.options(for: path)).body.printed
    }
  }
}
