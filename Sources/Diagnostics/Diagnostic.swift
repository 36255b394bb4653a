/// How much a problem weighs: an error stops the build, a warning does not.
public enum Severity: String, Sendable, Hashable {
  case error
  case warning
}

/// Where a diagnostic points.
public enum DiagnosticOrigin: Sendable, Hashable {
  /// The whole project, or the command line.
  case project
  /// A file or folder as a whole, for example one that cannot be read.
  case file(path: String)
  case place(SourcePlace)

  /// The path that the diagnostic is sorted under.
  var path: String {
    switch self {
    case .project: ""
    case .file(let path): path
    case .place(let place): place.file.path
    }
  }

  var utf8Offset: Int {
    if case .place(let place) = self { return place.span.start }
    return -1
  }
}

/// One problem that a person caused and can mend: what rule is broken, where, what else matters, and a way out.
///
/// - `id` is stable and documented (`score-conflict`); `message` states the rule with no full stop;
///   `help` is one sentence that says what to do.
public struct Diagnostic: Sendable, Hashable {
  /// A place that explains the problem, such as the other of two statements that disagree.
  public struct Note: Sendable, Hashable {
    public let message: String
    public let place: SourcePlace?

    public init(_ message: String, at place: SourcePlace? = nil) {
      self.message = message
      self.place = place
    }
  }

  public let severity: Severity
  public let id: String
  public let message: String
  public let origin: DiagnosticOrigin
  public let notes: [Note]
  public let help: String?

  public init(
    _ severity: Severity = .error, id: String, _ message: String, at origin: DiagnosticOrigin,
    notes: [Note] = [], help: String? = nil
  ) {
    self.severity = severity
    self.id = id
    self.message = message
    self.origin = origin
    self.notes = notes
    self.help = help
  }

  public init(
    _ severity: Severity = .error, id: String, _ message: String, at place: SourcePlace,
    notes: [Note] = [], help: String? = nil
  ) {
    self.init(severity, id: id, message, at: .place(place), notes: notes, help: help)
  }
}

extension Diagnostic {
  /// The same problem with one more place that explains it.
  public func adding(_ note: Note) -> Diagnostic {
    Diagnostic(severity, id: id, message, at: origin, notes: notes + [note], help: help)
  }

  /// The same problem as an error.
  public var asError: Diagnostic { Diagnostic(.error, id: id, message, at: origin, notes: notes, help: help) }
}

extension Sequence<Diagnostic> {
  /// The diagnostics in the order in which they are shown: by path, then by place, then by id; each once.
  public func sortedByPlace() -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return filter { seen.insert($0).inserted }.sorted { left, right in
      (left.origin.path, left.origin.utf8Offset, left.id, left.message)
        < (right.origin.path, right.origin.utf8Offset, right.id, right.message)
    }
  }

  public var hasErrors: Bool { contains { $0.severity == .error } }
}
