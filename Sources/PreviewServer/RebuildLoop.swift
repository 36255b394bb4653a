internal import Diagnostics
internal import Dispatch
internal import SiteGenerator
internal import Synchronization

/// Reads the site again and again, and has it shown.
struct RebuildLoop {
  private var preview: SitePreview
  private let live: LivePreview
  private let content: String
  private let tell: @Sendable (PreviewEvent) -> Void
  private var build = 0
  private var known: [Diagnostic] = []
  private let clock = ContinuousClock()
  /// The number of the build whose pages are looked through.
  private let newest = Newest()
  /// How long the pages that nobody asked for wait, so that the browser has the machine to itself.
  private static let patience = DispatchTimeInterval.seconds(1)
  private let queue = DispatchQueue(label: "pages", qos: .utility)

  init(
    _ preview: SitePreview, live: LivePreview, content: String, tell: @escaping @Sendable (PreviewEvent) -> Void
  ) {
    self.preview = preview
    self.live = live
    self.content = content
    self.tell = tell
  }

  /// - Parameter changed: paths that may have changed; nil where anything may have.
  mutating func rebuild(_ changed: Set<String>?) {
    build += 1
    newest.number.withLock { $0 = build }
    let start = clock.now
    let refresh = preview.refresh(changed)
    let milliseconds = Int((clock.now - start) / .milliseconds(1))
    let wasBroken = live.showing.problems.hasErrors
    live.show { showing in
      if let site = refresh.site { showing.site = site }
      showing.problems = refresh.diagnostics
      showing.build = build
      showing.media = build == 1 ? .none : media(changed)
    }
    tell(
      .built(
        PreviewBuild(
          changed: changed?.sorted(), isFirst: build == 1, report: refresh.site?.report,
          diagnostics: refresh.diagnostics, areKnown: refresh.diagnostics == known,
          isMended: wasBroken && !refresh.diagnostics.hasErrors, milliseconds: milliseconds)))
    known = refresh.diagnostics
    if let site = refresh.site { lookThrough(site) }
  }

  /// Makes the pages that nobody asked for, so that their errors are known, unless there is a newer site meanwhile.
  private func lookThrough(_ site: PreviewedSite) {
    let (build, newest, live, tell) = (build, newest, live, tell)
    queue.asyncAfter(deadline: .now() + Self.patience) {
      let problems = site.problems { newest.number.withLock { $0 != build } }
      live.show(ifStill: build) { showing in
        // Who stopped before the end knows nothing of the rest.
        guard newest.number.withLock({ $0 == build }) else { return false }
        if problems.isEmpty {
          showing.soundSite = site
        } else {
          showing.problems = (showing.problems + problems).sortedByPlace()
        }
        return !problems.isEmpty
      }
      if !problems.isEmpty, newest.number.withLock({ $0 == build }) { tell(.found(problems.sortedByPlace())) }
    }
  }

  private func media(_ changed: Set<String>?) -> MediaChange {
    guard let changed else { return .any }
    let files = changed.filter { $0.hasPrefix(content + "/media/") }.map { String($0.dropFirst(content.count + 1)) }
    return files.isEmpty ? .none : .files(Set(files))
  }

  private final class Newest: Sendable {
    let number = Mutex(0)
  }
}
