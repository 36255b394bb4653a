internal import Diagnostics
internal import Markdown
internal import ScoreLedger
internal import Synchronization

/// What parsing made of each document, for the next run: a document is parsed again where its bytes changed, and where
/// what it was parsed with did.
struct ParsedDocuments: Sendable {
  typealias FrontMatter = (document: DocumentParser.Document?, bodyStart: Int, diagnostics: [Diagnostic])

  /// A body, and what its tables state.
  struct Body: Sendable {
    var body: MarkdownBody
    let diagnostics: [Diagnostic]
    var statements: [Statement] = []
    var tableDiagnostics: [Diagnostic] = []
    /// What it took, without waiting for others; nothing where it was known.
    var duration = Duration.zero
  }

  private struct Known: Sendable {
    let fingerprint: SourceFingerprint
    var frontMatter: FrontMatter
    var body: Body?
    /// What the body's addresses led to, in the order in which they were asked for.
    var targets: [Target] = []
  }

  private struct Target: Sendable {
    let url: String
    let target: LinkTarget
  }

  private var index: [UInt8] = []
  private var surroundings: LinkResolver.Surroundings?
  /// Whether every address leads where it led before.
  private var areTargetsKnown = false
  private var before: [String: Known] = [:]
  private var now: [String: Known] = [:]

  /// Starts a run: everything depends on index.yml.
  mutating func begin(under index: SourceFile) {
    let bytes = index.bytes
    before = self.index == bytes ? now : [:]
    now = [:]
    if self.index != bytes { surroundings = nil }
    self.index = bytes
  }

  /// Starts with the bodies: a body depends on what the templates print and on where its addresses lead.
  mutating func begin(with resolver: LinkResolver) {
    let surroundings = resolver.surroundings
    areTargetsKnown = self.surroundings == surroundings
    if self.surroundings?.reservedIDs != surroundings.reservedIDs { for path in now.keys { now[path]?.body = nil } }
    self.surroundings = surroundings
  }

  /// - Returns: for each document, in their order.
  mutating func frontMatter(
    of documents: [(path: String, file: SourceFile)],
    _ parse: @Sendable ((path: String, file: SourceFile)) -> FrontMatter
  ) -> [FrontMatter] {
    let before = before
    let read = ParallelWork.map(documents) { document in
      let fingerprint = document.file.fingerprint
      if let known = before[document.file.path], known.fingerprint == fingerprint { return known }
      return Known(fingerprint: fingerprint, frontMatter: parse(document))
    }
    now.reserveCapacity(read.count)
    for ((_, file), known) in zip(documents, read) { now[file.path] = known }
    return read.map(\.frontMatter)
  }

  /// - Returns: for each document, in their order; nil for what has no body to show.
  mutating func bodies(
    of documents: [ParsedDocument], _ resolver: LinkResolver, _ index: IndexNames, _ watch: BuildWatch
  ) -> [Body?] {
    let (now, areTargetsKnown) = (now, areTargetsKnown)
    let done = Mutex(0)
    let read = ParallelWork.map(documents) { document -> (body: Body, targets: [Target])? in
      done.withLock { done in
        done += 1
        watch.step(.parse, done, of: documents.count)
      }
      guard let file = document.document.file else { return nil }
      if let known = now[file.path], let body = known.body,
        areTargetsKnown || known.targets.allSatisfy({ resolver.target(of: $0.url, from: document.path) == $0.target })
      {
        return (body, known.targets)
      }
      return Self.parse(document, file, resolver, index)
    }
    for (document, read) in zip(documents, read) {
      guard let file = document.document.file, let read else { continue }
      self.now[file.path]?.body = read.body
      self.now[file.path]?.body?.duration = .zero
      self.now[file.path]?.targets = read.targets
    }
    return read.map { $0?.body }
  }

  private static func parse(
    _ document: ParsedDocument, _ file: SourceFile, _ resolver: LinkResolver, _ index: IndexNames
  ) -> (body: Body, targets: [Target]) {
    let start = ParallelWork.timeOfThisThread()
    var targets: [Target] = []
    var options = resolver.options(for: document.path)
    let resolve = options.resolve
    options.resolve = { url in
      let target = resolve(url)
      if !target.isFixed { targets.append(Target(url: url, target: target)) }
      return target
    }
    let (body, diagnostics) = MarkdownPrinter.print(file, from: document.bodyStart, options: options)
    var read = Body(body: body, diagnostics: diagnostics)
    if let edition = document.document.edition {
      var reader = TableReader(index: index, edition: edition)
      for table in body.tables { reader.read(table) }
      read.statements = reader.statements
      read.tableDiagnostics = reader.diagnostics
    }
    read.body.tables = []
    // Whoever wants to see what is wrong wants to see the line; nobody else asks for many of these bytes again.
    if diagnostics.isEmpty, read.tableDiagnostics.isEmpty { file.letGo() }
    read.duration = ParallelWork.timeOfThisThread() - start
    return (read, targets)
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
