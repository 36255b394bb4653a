import SiteGenerator
import Testing

@testable import site

@Test(
  arguments: [
    ([:], true, true), ([:], false, false),
    (["NO_COLOR": "1"], true, false), (["NO_COLOR": ""], true, true),
    (["CLICOLOR": "0"], true, false), (["CLICOLOR": "1"], false, false),
    (["CLICOLOR_FORCE": "1"], false, true), (["CLICOLOR_FORCE": "0"], false, false),
    (["CLICOLOR": "0", "CLICOLOR_FORCE": "1"], false, true), (["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], true, false),
  ] as [([String: String], Bool, Bool)])
func colourFollowsTheUsualConventions(environment: [String: String], isInteractive: Bool, isColoured: Bool) {
  #expect(Terminal.isColoured(environment, isInteractive: isInteractive) == isColoured)
}

@Test(arguments: [
  (BuildProgress(stage: .load, done: 0, total: 1), 0, "Reading files"),
  (BuildProgress(stage: .parse, done: 4120, total: 10_000), 2000, "Parsing 4120 of 10000 documents, 2060 a second"),
  (BuildProgress(stage: .render, done: 1, total: 860), 0, "Rendering 1 of 860 files"),
  (BuildProgress(stage: .compress, done: 9, total: 9), 500, "Compressing 9 of 9 files, 18 a second"),
])
func progressTellsStageCountAndRate(progress: BuildProgress, milliseconds: Int, line: String) {
  #expect(ProgressLine.text(of: progress, after: .milliseconds(milliseconds)) == line)
}
