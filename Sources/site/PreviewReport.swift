internal import Diagnostics
internal import PreviewServer
internal import SiteGenerator
internal import Synchronization

/// Tells in the terminal what a preview does: a line for each change, and problems as a build shows them.
final class PreviewReport: Sendable {
  /// One event at a time, whatever threads they come from.
  private let turn = Mutex(())

  func tell(_ event: PreviewEvent) {
    turn.withLock { _ in
      switch event {
      case .listening(let url): Terminal.print("Serving \(url) (Ctrl-C ends it)\n")
      case .built(let build):
        if !build.areKnown { Terminal.report(build.diagnostics, .text) }
        Terminal.print(Self.line(build) + "\n")
      case .found(let problems):
        Terminal.report(problems, .text)
        Terminal.print("\(problems.errorCount.counted("error")) in pages that were not open\n")
      case .unwatched(let problem): Terminal.report([problem], .text)
      }
    }
  }

  /// What changed, what came of it, and in what time.
  static func line(_ build: PreviewBuild) -> String {
    let time = "in \(build.milliseconds) ms"
    let what =
      if build.isFirst {
        ""
      } else if let changed = build.changed, let first = changed.first {
        first + (changed.count > 1 ? " and \((changed.count - 1).counted("other file"))" : "") + " changed: "
      } else {
        "Folders changed: "
      }
    guard let report = build.report else {
      let standing = build.isFirst ? "the site appears when it is mended" : "the last good site stays"
      return "\(what)\(build.diagnostics.errorCount.counted("error")) \(time); \(standing)"
    }
    let warnings = build.diagnostics.count - build.diagnostics.errorCount
    return (build.isMended ? "Mended. " : "") + what
      + (build.isFirst
        ? "Built \(report.pages.counted("page")) from \(report.articles.counted("article"))"
        : report.pages.counted("page"))
      + " \(time)" + (warnings > 0 ? "; \(warnings.counted("warning"))" : "")
  }
}

extension [Diagnostic] {
  fileprivate var errorCount: Int { count { $0.severity == .error } }
}
