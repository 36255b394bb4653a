public import Diagnostics
public import ScoreLedger

/// What is asked of the merged ledger, and what is done with the answer: none of it makes a page.
extension SiteBuilder {
  /// The merged ledger alone, for looking into it.
  public func ledger() -> (view: LedgerView?, diagnostics: [Diagnostic]) {
    let merged = merged()
    guard let ledger = merged.ledger, let content = merged.content else { return (nil, merged.diagnostics) }
    return (LedgerView(ledger: ledger, settings: content.settings), merged.diagnostics)
  }

  /// What the ledger says of a constituent in an edition, and where each of it comes from.
  /// - Parameters:
  ///   - constituent: its id, an alias or its name.
  ///   - edition: its id; nil for the newest that rates it.
  public func explain(_ constituent: String, in edition: String?) -> (
    explanation: Explanation?, diagnostics: [Diagnostic]
  ) {
    let merged = merged()
    guard let content = merged.content, let ledger = merged.ledger else { return (nil, merged.diagnostics) }
    do throws(ExplanationProblem) {
      let explanation = try Explanation(of: constituent, in: edition, content.settings, ledger)
      return (explanation, merged.diagnostics)
    } catch { return (nil, merged.diagnostics + [error.diagnostic]) }
  }

  /// Marks every true claim that is not marked yet, in place, and changes nothing else.
  /// - Returns: how many were marked.
  public func bindClaims() -> (count: Int, diagnostics: [Diagnostic]) {
    let merged = merged()
    guard !merged.diagnostics.hasErrors else { return (0, merged.diagnostics) }
    let bindings = Dictionary(grouping: merged.bindings, by: \.file)
    var count = 0
    for (file, changes) in bindings.sorted(by: { $0.key.path < $1.key.path }) {
      do throws(WriteError) { try FileReplacer.replace(file.path, with: file.binding(changes)) } catch {
        return (count, [error.diagnostic])
      }
      count += changes.count
    }
    return (count, [])
  }

  /// Writes down an edition's table, so that no later build changes it silently.
  public func release(_ edition: String) -> (outcome: ReleaseOutcome?, diagnostics: [Diagnostic]) {
    let merged = merged()
    guard !merged.diagnostics.hasErrors, let content = merged.content, let ledger = merged.ledger else {
      return (nil, merged.diagnostics)
    }
    guard let table = ledger.publishedTables.first(where: { $0.id.text.lowercased() == edition.lowercased() }) else {
      let near = nearestName(to: edition, among: ledger.tables.map(\.id.text))
      let problem = Diagnostic(
        id: "unknown-edition", "no article states a score of edition \(edition)", at: .project,
        help: near.map { "did you mean \($0)?" })
      return (nil, merged.diagnostics + [problem])
    }
    let path = folders.content + "/locks/" + table.id.text + ".lock"
    // A lock that differs is an error of the merge already.
    if content.releases.contains(where: { $0.edition == table.id }) {
      return (.wasReleased(table.id, path: path), merged.diagnostics)
    }
    let text = ReleaseText.text(table, on: ledger.scale)
    do throws(WriteError) { try FileReplacer.replace(path, with: Array(text.utf8)) } catch {
      return (nil, merged.diagnostics + [error.diagnostic])
    }
    return (.released(table.id, path: path), merged.diagnostics)
  }

  /// Every edition of the ledger, the newest first, and whether it is released.
  public func releases() -> (editions: [(edition: EditionID, isReleased: Bool)], diagnostics: [Diagnostic]) {
    let merged = merged()
    let released = Set(merged.content?.releases.map(\.edition) ?? [])
    let tables = merged.ledger?.tables.reversed() ?? []
    return (tables.map { ($0.id, released.contains($0.id)) }, merged.diagnostics)
  }

  /// Reads what was published back and compares every displayed value with the ledger.
  public func audit() -> (report: AuditReport?, diagnostics: [Diagnostic]) {
    let merged = merged()
    guard !merged.diagnostics.hasErrors, let content = merged.content, let ledger = merged.ledger else {
      return (nil, merged.diagnostics)
    }
    let report = PublicationAudit(settings: content.settings, ledger: ledger).audit(folders.output)
    return (report, merged.diagnostics + report.diagnostics)
  }
}
