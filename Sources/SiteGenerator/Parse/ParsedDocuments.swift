internal import Diagnostics
internal import Markdown
internal import ScoreLedger
internal import StoredValues
internal import Synchronization

/// What parsing made of each document, for the next run: a document is parsed again where its bytes changed, and where
/// what it was parsed with did.
struct ParsedDocuments: Sendable {
  typealias FrontMatter = (document: DocumentParser.Document?, bodyStart: Int, diagnostics: [Diagnostic])

  /// A body, and what its tables state.
  struct Body: Sendable {
    var body: MarkdownBody
    var diagnostics: [Diagnostic] = []
    var statements: [Statement] = []
    var tableDiagnostics: [Diagnostic] = []
    var scanned = ScannedText()
    /// What the body's addresses led to, in the order in which they were asked for.
    var targets: [Target] = []
    /// Where the store holds what is printed.
    var piece: DocumentStore.Piece?
    /// What it took, without waiting for others; nothing where it was known.
    var duration = Duration.zero

    var isClean: Bool { diagnostics.isEmpty && tableDiagnostics.isEmpty }
  }

  struct Target: Sendable {
    let url: String
    let target: LinkTarget
  }

  fileprivate struct Known: Sendable {
    let fingerprint: SourceFingerprint
    var frontMatter: FrontMatter
    var body: Body?
    /// Whether the store says all of this already.
    var isStored = false
  }

  private let store: DocumentStore?
  private var index: [UInt8] = []
  private var reservedIDs: Fingerprint?
  private var surroundings: Fingerprint?
  /// Whether every address leads where it led before, and bodies are printed among the ids that they were.
  private var (areTargetsKnown, areIDsKnown) = (false, false)
  /// Of the run before, by the paths that diagnostics show.
  private var before: [String: Known] = [:]
  /// Of this run, by the documents' places.
  private var now: [Known] = []
  private var paths: [String] = []

  /// Between the documents of this run.
  var links: LinkCollection?

  /// - Parameter store: what an earlier process left, and what takes what this one leaves.
  init(in store: DocumentStore? = nil) {
    self.store = store
    reservedIDs = store?.reservedIDs
    surroundings = store?.surroundings
  }

  /// Starts a run: everything depends on index.yml.
  mutating func begin(under index: SourceFile) {
    let bytes = index.bytes
    before = self.index == bytes ? Dictionary(zip(paths, now)) { first, _ in first } : [:]
    (now, paths) = ([], [])
    if !self.index.isEmpty, self.index != bytes { surroundings = nil }
    self.index = bytes
  }

  /// Starts with the bodies: a body depends on what the templates print and on where its addresses lead.
  mutating func begin(with resolver: LinkResolver) {
    areTargetsKnown = surroundings == resolver.surroundings
    surroundings = resolver.surroundings
    let printed = resolver.reservedIDs.fingerprint
    areIDsKnown = reservedIDs == printed
    if !areIDsKnown { for place in now.indices { now[place].body = nil } }
    reservedIDs = printed
  }

  /// - Returns: for each document, in their order.
  mutating func frontMatter(
    of documents: [(path: String, file: SourceFile)], _ parser: DocumentParser
  ) -> [FrontMatter] {
    let (before, store) = (before, store)
    let read = ParallelWork.map(documents) { path, file in
      let fingerprint = file.fingerprint
      if let known = before[file.path], known.fingerprint == fingerprint { return known }
      if let known = store.flatMap({ Self.known(file, in: $0, parser.index) }) { return known }
      do throws(ChangedSource) { try file.hold() } catch {
        return Known(fingerprint: fingerprint, frontMatter: (nil, 0, [error.diagnostic]))
      }
      let frontMatter = parser.parse(file, path: path)
      if frontMatter.diagnostics.isEmpty { file.letGo() }
      return Known(fingerprint: fingerprint, frontMatter: frontMatter)
    }
    self.before = [:]
    (now, paths) = (read, documents.map(\.file.path))
    return read.map(\.frontMatter)
  }

  /// - Returns: for each document, in their order; nil for what has no body to show.
  mutating func bodies(
    of documents: [ParsedDocument], _ resolver: LinkResolver, _ index: IndexNames, _ watch: BuildWatch
  ) -> [Body?] {
    let (now, areTargetsKnown, store) = (now, areTargetsKnown, store)
    let scan = ClaimScan(index)
    let done = Mutex(0)
    let read = ParallelWork.map(documents) { document -> Body? in
      done.withLock { done in
        done += 1
        watch.step(.parse, done, of: documents.count)
      }
      guard let file = document.document.file else { return nil }
      if var body = now[document.place].body,
        areTargetsKnown || body.targets.allSatisfy({ resolver.target(of: $0.url, from: document.path) == $0.target })
      {
        if let piece = body.piece { body.keep(document, file, piece, in: store, resolver) }
        return body
      }
      var body = Self.parse(document, file, resolver, index, scan)
      if body.isClean, let store { body.store(document, file, in: store, resolver) }
      return body
    }
    var isSeen = [Bool](repeating: false, count: paths.count)
    for (number, body) in read.enumerated() {
      guard let body else { continue }
      let place = documents[number].place
      isSeen[place] = true
      if body.duration > .zero { self.now[place].isStored = false }
      self.now[place].body = body
      self.now[place].body?.duration = .zero
    }
    // What nobody looked at may lead elsewhere by now.
    if !areTargetsKnown || !areIDsKnown {
      for place in paths.indices where !isSeen[place] {
        self.now[place].body = nil
        self.now[place].isStored = false
      }
    }
    return read
  }

  private static func parse(
    _ document: ParsedDocument, _ file: SourceFile, _ resolver: LinkResolver, _ index: IndexNames, _ scan: ClaimScan
  ) -> Body {
    let start = ParallelWork.timeOfThisThread()
    do throws(ChangedSource) { try file.hold() } catch { return Body(body: .empty, diagnostics: [error.diagnostic]) }
    var targets: [Target] = []
    var options = resolver.options(for: document.path)
    let resolve = options.resolve
    options.resolve = { url in
      let target = resolve(url)
      if !target.isFixed { targets.append(Target(url: url, target: target)) }
      return target
    }
    let (body, diagnostics) = MarkdownPrinter.print(file, from: document.bodyStart, options: options)
    var read = Body(body: body, diagnostics: diagnostics, targets: targets)
    if let edition = document.document.edition {
      var reader = TableReader(index: index, edition: edition)
      for table in body.tables { reader.read(table) }
      read.statements = reader.statements
      read.tableDiagnostics = reader.diagnostics
    }
    read.scanned = scan.scan(document.document, body.prose)
    (read.body.tables, read.body.prose) = ([], [])
    // Whoever wants to see what is wrong wants to see the line; nobody else asks for many of these bytes again.
    if read.isClean { file.letGo() }
    read.duration = max(.nanoseconds(1), ParallelWork.timeOfThisThread() - start)
    return read
  }

  /// Parses a document again of which nothing changed but words in its body.
  /// - Parameter file: as it reads now.
  /// - Returns: nil where more changed, or something is wrong with it, or was.
  mutating func edited(
    _ file: SourceFile, path: String, isDraftsOn: Bool
  ) -> (document: DocumentParser.Document, before: Body, after: Body)? {
    guard let place = paths.firstIndex(of: file.path), let before = now[place].body, let resolver = links?.resolver
    else { return nil }
    let known = now[place]
    guard let old = known.frontMatter.document?.file else { return nil }
    let start = known.frontMatter.bodyStart
    guard start > 0, file.bytes.count >= start, file.bytes[..<start] == old.bytes[..<start] else { return nil }
    let index = resolver.urls.index
    let frontMatter = DocumentParser(index: index, isDraftsOn: isDraftsOn).parse(file, path: path)
    guard frontMatter.bodyStart == start, frontMatter.diagnostics.isEmpty, known.frontMatter.diagnostics.isEmpty,
      let document = frontMatter.document
    else { return nil }
    let parsed = ParsedDocument(path: path, document: document, bodyStart: start, place: place)
    var after = Self.parse(parsed, file, resolver, index, ClaimScan(index))
    // What its tables state goes into the ledger, and others may link to its places.
    guard before.isClean, after.isClean, before.statements.isEmpty, after.statements.isEmpty,
      before.body.printed.ids.isSubset(of: after.body.printed.ids),
      links?.replace(after.body, of: path).isEmpty ?? false
    else { return nil }
    after.duration = .zero
    now[place] = Known(fingerprint: file.fingerprint, frontMatter: frontMatter, body: after)
    return (document, before, after)
  }

  // MARK: The store

  private static func known(_ file: SourceFile, in store: DocumentStore, _ index: IndexNames) -> Known? {
    store.read(file) { reader throws(DamagedValues) in
      let bodyStart = try reader.number()
      let document = try DocumentParser.Document(from: &reader, in: file, index.calendar)
      let body = try reader.optional { reader throws(DamagedValues) in try Body(from: &reader, in: file, index) }
      return Known(
        fingerprint: file.fingerprint, frontMatter: (document, bodyStart, []), body: body, isStored: true)
    }
  }

  /// Leaves everything to the next process.
  /// - Parameter stamps: by which that sees which files are what they were.
  /// - Returns: the store, which bodies are read from.
  func keep(_ stamps: [String: FileStamp]) -> DocumentStore? {
    guard let store, let reservedIDs, let surroundings else { return store }
    var isChanged = store.reservedIDs != reservedIDs || store.surroundings != surroundings
    var live = 0
    var kept: [(path: String, file: ReadFiles.Known, record: [UInt8]?)] = []
    kept.reserveCapacity(paths.count)
    // By their places: what is known of a document is much to copy.
    for (place, path) in paths.enumerated() {
      guard let record = now[place].isStored ? .some(nil) : now[place].record.map(Optional.some) else { continue }
      let file = ReadFiles.Known(stamp: stamps[path] ?? FileStamp(), fingerprint: now[place].fingerprint)
      isChanged = isChanged || record != nil || store.entries[path]?.file.stamp != file.stamp
      live += now[place].body?.piece?.fingerprint.length ?? 0
      kept.append((path, file, record))
    }
    if isChanged || kept.count != store.entries.count {
      store.write(kept, live: live, reservedIDs: reservedIDs, surroundings: surroundings)
    }
    return store
  }
}

extension ParsedDocuments.Known {
  /// Nil where a mistake has to be told again by every run.
  fileprivate var record: [UInt8]? {
    var writer = ValueWriter()
    writer.write(frontMatter.bodyStart)
    guard frontMatter.diagnostics.isEmpty, let document = frontMatter.document, document.write(to: &writer) else {
      return nil
    }
    writer.write(body.flatMap { $0.piece == nil ? nil : $0 }) { $1.write(to: &$0) }
    return writer.bytes
  }
}

extension StaticIDs {
  fileprivate var fingerprint: Fingerprint {
    var recipe = FingerprintBuilder("ids")
    recipe.add(exact.sorted())
    recipe.add(prefixes.sorted())
    return recipe.fingerprint
  }
}

extension LinkTarget {
  /// Whether the address leads there whatever the site holds.
  fileprivate var isFixed: Bool {
    switch self {
    case .external, .contact, .fragment: true
    case .verbatim, .site, .image, .value, .text, .invalid: false
    }
  }
}
