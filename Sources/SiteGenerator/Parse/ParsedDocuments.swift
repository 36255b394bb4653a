internal import Diagnostics
internal import Markdown

/// What parsing made of each document, for the next run: a document is parsed again where its bytes changed, and where
/// what it was parsed with did.
struct ParsedDocuments: Sendable {
  typealias FrontMatter = (document: DocumentParser.Document?, bodyStart: Int, diagnostics: [Diagnostic])
  typealias Body = (body: MarkdownBody, diagnostics: [Diagnostic])

  private struct Known: Sendable {
    let bytes: [UInt8]
    var frontMatter: FrontMatter
    var body: Body?
    /// What the body's addresses led to, in the order in which they were asked for.
    var targets: [(url: String, target: LinkTarget)] = []
  }

  private var index: [UInt8] = []
  private var surroundings: LinkResolver.Surroundings?
  /// Whether every address leads where it led before.
  private var areTargetsKnown = false
  private var before: [String: Known] = [:]
  private var now: [String: Known] = [:]

  /// Starts a run: everything depends on index.yml.
  mutating func begin(under index: SourceFile) {
    before = self.index == index.bytes ? now : [:]
    now = [:]
    now.reserveCapacity(before.count)
    if self.index != index.bytes { surroundings = nil }
    self.index = index.bytes
  }

  /// Starts with the bodies: a body depends on what the templates print and on where its addresses lead.
  mutating func begin(with resolver: LinkResolver) {
    let surroundings = resolver.surroundings
    areTargetsKnown = self.surroundings == surroundings
    if self.surroundings?.reservedIDs != surroundings.reservedIDs { for path in now.keys { now[path]?.body = nil } }
    self.surroundings = surroundings
  }

  mutating func frontMatter(of file: SourceFile, _ parse: () -> FrontMatter) -> FrontMatter {
    if let known = before[file.path], known.bytes == file.bytes {
      now[file.path] = known
      return known.frontMatter
    }
    let parsed = parse()
    now[file.path] = Known(bytes: file.bytes, frontMatter: parsed)
    return parsed
  }

  mutating func body(of file: SourceFile, at path: String, from start: Int, _ resolver: LinkResolver) -> Body {
    if let known = now[file.path], let body = known.body,
      areTargetsKnown || known.targets.allSatisfy({ resolver.target(of: $0.url, from: path) == $0.target })
    {
      return body
    }
    var targets: [(url: String, target: LinkTarget)] = []
    var options = resolver.options(for: path)
    let resolve = options.resolve
    options.resolve = { url in
      let target = resolve(url)
      targets.append((url, target))
      return target
    }
    let body = MarkdownPrinter.print(file, from: start, options: options)
    now[file.path]?.body = body
    now[file.path]?.targets = targets
    return body
  }
}
