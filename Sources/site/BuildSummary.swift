internal import SiteGenerator

/// What a build says when it is done.
struct BuildSummary {
  let report: BuildReport
  var shard: Shard?
  let output: String
  let duration: Duration

  /// A line of what was written, and one of what was compressed.
  var text: String {
    var changes = ["\(report.written) written", "\(report.unchanged) unchanged"]
    if report.removed > 0 { changes.append("\(report.removed) removed") }
    var left = report.leftOut.clauses.map { "; " + $0 }.joined()
    if report.rawHTML > 0 { left += "; raw HTML is allowed, and stands in \(report.rawHTML.counted("document"))" }
    let built = (shard.map { "shard \($0.text) of " } ?? "") + report.pages.counted("page")
    return """
      Built \(built) from \(report.articles.counted("article")) and \
      \(report.editions.counted("edition")) into \(output)/ in \(duration.milliseconds) ms \
      (\(changes.joined(separator: ", ")))\(left)

      """ + (report.compression.map(compressed) ?? "")
  }

  /// `Compressed 113 files: .gz is 28%, .br is 22% of their size (226 made, 0 kept)`
  private func compressed(_ summary: CompressionSummary) -> String {
    let files = summary.totals.map(\.variants).max() ?? 0
    let shares = summary.totals.map { total in
      "\(total.coding.suffix) is \(total.bytes * 100 / max(1, total.plainBytes))%"
    }
    return
      "Compressed \(files.counted("file")): \(shares.joined(separator: ", ")) of \(files == 1 ? "its" : "their") size "
      + "(\(summary.made) made, \(summary.kept) kept)\n"
  }
}

/// Where a run's time went: each stage, and the pages that took longest.
struct TimeTable {
  let times: BuildTimes

  var text: String {
    var rows = times.stages.map { ($0.stage.rawValue, $0.duration) }
    rows += times.slowest.pages.map { ("  " + $0.path, $0.duration) }
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { name, duration in
      let time = duration.tenthsOfMilliseconds
      return name + String(repeating: " ", count: width - name.count)
        + String(repeating: " ", count: max(1, 10 - time.count)) + time + " ms\n"
    }.joined()
  }
}

extension Duration {
  var milliseconds: Int { Int(self / .milliseconds(1)) }

  /// `12.3`
  fileprivate var tenthsOfMilliseconds: String {
    let tenths = Int(self / .microseconds(100))
    return "\(tenths / 10).\(tenths % 10)"
  }
}
