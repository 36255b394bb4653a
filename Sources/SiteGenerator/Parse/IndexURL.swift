internal import Diagnostics
internal import ScoreLedger

/// What an `index:` URL asks for: the one way by which data enters a body.
///
///     url   = "index:" ( ID [ "/" fact ] | table-fact | block ) [ "?" name "=" value { "&" name "=" value } ]
///     block = "table" | "movers" | "stats" | "weights" | ID "/chart"
struct IndexURL: Sendable {
  enum Target: Sendable, Hashable {
    /// The page of a constituent.
    case constituent(String)
    /// With the constituent that `gap` is measured to.
    case fact(Fact, String, to: String?)
    case tableFact(TableFact)
    case block(Block)
  }

  enum Block: Sendable, Hashable {
    case table
    case movers
    /// The large figures of the article's front matter.
    case stats
    /// The dimensions of the methodology.
    case weights
    case chart(String)
  }

  let target: Target
  /// Nil for the edition of the document.
  let edition: EditionID?
  /// How many editions a chart goes back; nil for all.
  let editions: Int?

  static let blockNames = ["table", "movers", "stats", "weights"]

  /// What no constituent can be called.
  static let reservedNames = Set(blockNames + TableFact.allCases.map(\.rawValue))
}

/// Why an `index:` URL cannot be read: the rule and the way out.
struct IndexURLProblem: Error {
  let id: String
  let message: String
  let help: String
}

/// Reads `index:` URLs against the constituents and editions of an index.
struct IndexURLReader: Sendable {
  let index: IndexNames

  /// - Parameter text: the URL behind `index:`.
  func read(_ text: String) throws(IndexURLProblem) -> IndexURL {
    let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let path = parts[0].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let parameters = try parameters(parts.count == 2 ? parts[1] : nil)
    let target = try target(path[0], path.count == 2 ? path[1] : nil, parameters)
    var edition: EditionID?
    if let text = parameters["edition"] {
      do throws(EditionProblem) { edition = try index.calendar.parse(text) } catch {
        throw IndexURLProblem(
          id: "no-such-edition", message: "`\(text)` is no edition of this index",
          help: "write an edition's id, like ?edition=\(index.settings.exampleEdition)")
      }
    }
    var editions: Int?
    if let text = parameters["editions"] {
      guard let count = Int(text), (2...10_000).contains(count), text.allSatisfy(\.isNumber) else {
        throw IndexURLProblem(
          id: "index-url", message: "`editions` counts editions, not `\(text)`",
          help: "write a number like ?editions=12")
      }
      editions = count
    }
    return IndexURL(target: target, edition: edition, editions: editions)
  }

  private func parameters(_ query: String?) throws(IndexURLProblem) -> [String: String] {
    guard let query else { return [:] }
    let known = ["edition", "editions", "to"]
    var result: [String: String] = [:]
    for pair in query.split(separator: "&", omittingEmptySubsequences: false) {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, known.contains(parts[0]), !parts[1].isEmpty, result[parts[0]] == nil else {
        let near = nearestName(to: parts[0], among: known)
        throw IndexURLProblem(
          id: "index-url", message: "`?\(query)` cannot be read",
          help: near.map { "write ?\($0)=…, once" } ?? "known parameters: \(known.joined(separator: ", "))")
      }
      result[parts[0]] = parts[1]
    }
    return result
  }

  private func target(
    _ name: String, _ fact: String?, _ parameters: [String: String]
  ) throws(IndexURLProblem) -> IndexURL.Target {
    guard let fact else {
      if name == "table" { return .block(.table) }
      if name == "movers" { return .block(.movers) }
      if name == "stats" { return .block(.stats) }
      if name == "weights" { return .block(.weights) }
      if let fact = TableFact(rawValue: name) { return .tableFact(fact) }
      return .constituent(try constituent(name))
    }
    let id = try constituent(name)
    if fact == "chart" { return .block(.chart(id)) }
    guard let known = Fact(rawValue: fact) else {
      let facts = Fact.allCases.map(\.rawValue) + ["chart"]
      throw IndexURLProblem(
        id: "unknown-fact", message: "the index knows no `\(fact)` of a \(index.settings.noun.one)",
        help: nearestName(to: fact, among: facts).map { "did you mean index:\(name)/\($0)?" }
          ?? "write one of \(facts.joined(separator: ", "))")
    }
    guard known == .gap else { return .fact(known, id, to: nil) }
    guard let other = parameters["to"] else {
      throw IndexURLProblem(
        id: "index-url", message: "a gap is measured to another \(index.settings.noun.one)",
        help: "write index:\(name)/gap?to=ID")
    }
    return .fact(.gap, id, to: try constituent(other))
  }

  private func constituent(_ name: String) throws(IndexURLProblem) -> String {
    if let id = index.constituents.id(for: percentDecoded(name)) { return id }
    let words = IndexURL.blockNames + TableFact.allCases.map(\.rawValue)
    let near = nearestName(to: name, among: words)
    throw IndexURLProblem(
      id: "unknown-constituent", message: "index.yml has no constituent `\(name)`",
      help: near.map { "did you mean index:\($0)?" } ?? index.settings.constituentHelp(for: name))
  }
}

extension IndexSettings {
  /// An edition's id as this index writes it, for examples in messages.
  var exampleEdition: String {
    if case .irregular(let ids) = cadence { return ids.first ?? "1" }
    return CalendarDate(year: 2026, month: 5, day: 11).flatMap(calendar.edition(on:))?.text ?? ""
  }
}

/// Bytes written as `%2C` in a URL are what they stand for.
func percentDecoded(_ text: String) -> String {
  var bytes: [UInt8] = []
  var rest = Array(text.utf8)[...]
  while let byte = rest.popFirst() {
    if byte == UInt8(ascii: "%"), rest.count >= 2,
      let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
    {
      bytes.append(value)
      rest = rest.dropFirst(2)
    } else {
      bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
