import Diagnostics
import Markdown
import ScoreLedger
import StoredValues
import Testing

@testable import SiteGenerator

/// What is stored of a text says what the text said: the same places look like the same claims.
@Test func whatLooksLikeAClaimIsReadAsItWasWritten() throws {
  let settings = try #require(IndexParser.parse(SourceFile(path: "index.yml", text: Project.index)).settings)
  let file = SourceFile(
    path: "acme.md",
    text: """
      Words *before*, and the company scored 60 points. Acme scores 61 points; Globex & Sons ranks second.

      The company gained two points.

      """)
  var options = MarkdownOptions()
  options.isProseWanted = { _ in true }
  let prose = MarkdownPrinter.print(file, from: 0, options: options).body.prose
  let profile = Profile(
    constituentID: "ACME", summary: "The company scores 62 points.", file: file, body: .empty)
  let scanned = ClaimScan(IndexNames(settings)).scan(.profile(profile), prose)
  #expect(scanned.prose.flatMap(\.findings).map(\.kind) == [.score, .score, .rank, .change])
  #expect(scanned.lines.flatMap(\.findings).map(\.kind) == [.score])
  var writer = ValueWriter()
  scanned.write(to: &writer)
  let (read, isAtEnd) = try writer.bytes.withUnsafeBytes { bytes in
    var reader = ValueReader(bytes)
    return (try ScannedText(from: &reader, in: file), reader.isAtEnd)
  }
  #expect(isAtEnd)
  #expect(read.prose.map(\.text.text) == scanned.prose.map(\.text.text))
  #expect(read.prose.map(\.findings) == scanned.prose.map(\.findings))
  #expect(read.lines.map(\.text) == scanned.lines.map(\.text))
  #expect(read.lines.map(\.findings) == scanned.lines.map(\.findings))
  func spans(_ scanned: ScannedText) -> [SourceSpan?] {
    scanned.prose.flatMap { prose in prose.findings.map { prose.text.span(of: $0.range) } }
  }
  #expect(spans(read) == spans(scanned))
  #expect(spans(read).allSatisfy { $0 != nil })
}
