import Diagnostics
import Foundation
import ScoreLedger
import Testing

@testable import SiteGenerator

private let ports = """
  title: Ports
  scale: {decimals: 1, unit: points}
  cadence: weekly
  noun: {one: port, many: ports}
  constituents:
    - {id: AA, name: Ada}
    - {id: BB, name: "Bede: #2"}
    - {id: "NO", name: Oslo}
    - {id: DD, name: Dora, left: 2026-W21}
    - {id: EE, name: Eve, joined: 2026-W21}
    - {id: FF, name: Finn}
    - {id: GG, name: Gus}

  """

/// An article of an edition that states scores.
private func article(_ edition: String, _ scores: String, _ more: String = "") -> String {
  "---\ntitle: An article\ndate: 2026-05-01\nedition: \(edition)\nscores: {\(scores)}\n\(more)---\n"
}

private func opened(
  _ project: Project, _ choice: NewEdition.Choice = .next, today: String = "2026-05-18"
) throws -> (text: String, file: String) {
  let made = try NewEdition.make(choice, content: project.root + "/Content", today: try day(today))
  let path = try #require(made.paths.first)
  let file = try String(contentsOfFile: path, encoding: .utf8)
  return (made.text.replacing(project.root + "/", with: ""), file)
}

private func refused(_ project: Project, _ choice: NewEdition.Choice = .next, today: String = "2026-05-18") throws
  -> String
{
  let today = try day(today)
  let entries = FileManager.default.subpaths(atPath: project.root) ?? []
  let text = refusal(project.root) { () throws(StartProblem) in
    try NewEdition.make(choice, content: project.root + "/Content", today: today)
  }
  #expect((FileManager.default.subpaths(atPath: project.root) ?? []).sorted() == entries.sorted())
  return text
}

@Test func anEditionOpensWithEveryMembersLastScore() throws {
  let project = try Project(
    [
      "Content/a.md": article("2026-W19", "AA: 1, FF: 30.5"),
      "Content/b.md": article("2026-W20", "AA: 1000, BB: −3.2, \"NO\": 1000, DD: 7"),
    ], index: ports)
  let (text, file) = try opened(project)
  #expect(
    file == """
      ---
      title: The table of 2026-W21   # say what moved; readers see it first
      # summary: One sentence that stands below the title.
      date: 2026-05-18   # the day of publication
      edition: 2026-W21
      draft: true   # delete this line when the scores are in: until then the site does not show them

      # Each score is still the one of 2026-W20: edit it. Who is not rated this time loses its line. A change may
      # stand behind a score, like `1000.0 +999.0`, and is checked.
      scores:
        AA: 1000.0     # Ada, joint first at 1000.0
        "NO": 1000.0   # Oslo, joint first at 1000.0
        BB: -3.2       # Bede: #2, fourth at -3.2
        # EE:          # Eve, joins in this edition
        # FF:          # Finn, not rated in 2026-W20; 30.5 in 2026-W19
        # GG:          # Gus, not rated yet
      # tags: [first, second]
      # authors: [Your name]
      ---

      First in the table: [](index:leader). [](index:risers) of [](index:rated) ports rose and [](index:fallers) fell.

      Say here what moved and why.

      ![](index:movers)

      ![](index:table)

      ## What to watch

      1. **The first thing.** What would show it, and by when.
      2. **The second thing.** What would show it, and by when.

      ## The bottom line

      One sentence that a reader should keep.

      """)
  let content = project.root + "/Content"
  #expect(
    text.replacing(content, with: "Content") == """
      Made Content/articles/2026-w21.md: 2026-W21, with the 2026-W20 scores of 3 ports to edit

      Next, edit the scores in it and say why they moved. It is a draft until its line `draft: true` is deleted.
        site serve --content Content   shows it while you write
        site check --content Content   finds every mistake
        site build --content Content   publishes it

      """)
  // As it is, it is left out; published, it is right as it stands.
  let left = project.builder.check()
  #expect(project.shown(left) == "" && left.leftOut.drafts == 1 && left.editions == 2)
  try project.write(file.replacing("draft: true", with: "draft: false"), to: "Content/articles/2026-w21.md")
  let report = project.builder.check()
  #expect(project.shown(report) == "" && report.editions == 3)
}

@Test func anEditionOpensOnlyOnce() throws {
  let project = try Project(["Content/a.md": article("2026-W20", "AA: 5, GG: 4")], index: ports)
  _ = try opened(project)
  let open = """
    Content/articles/2026-w21.md: error: 2026-W21 is open already: this draft is for its scores [edition-open]
      help: write the scores and delete the line `draft: true`; or name another edition to open
    exit 2
    """
  #expect(try refused(project) == open)
  #expect(try refused(project, .id("2026-W21")) == open)
  #expect(try refused(project, .date(day("2026-05-24"))) == open)
  #expect(
    try refused(project, .id("2026-W20")) == """
      error: 2026-W20 has a table already [edition-exists]
      Content/a.md:5:14: note: a score of it is stated here
          5 | scores: {AA: 5, GG: 4}
            |              ^
        help: without a name the command opens 2026-W21, the next one
      exit 2
      """)
  // Another one may be opened beside it, also an older one.
  #expect(try opened(project, .id("2026-W23")).file.contains("\n  AA: 5.0   # Ada, first at 5.0\n"))
  #expect(try opened(project, .date(day("2026-05-10"))).file.contains("\nedition: 2026-W19\n"))
}

@Test func anImpliedEditionIsThereAlready() throws {
  let project = try Project(["Content/a.md": article("2026-W20", "AA: 5 +1")], index: ports)
  #expect(
    try refused(project, .id("2026-W19")) == """
      error: 2026-W19 has a table already, which the changes of the edition after it imply [edition-exists]
      Content/a.md:5:16: note: a score of it is stated here
          5 | scores: {AA: 5 +1}
            |                ^^
        help: without a name the command opens 2026-W21, the next one
      exit 2
      """)
}

@Test func theFirstEditionIsTodaysAndHasNoScores() throws {
  let project = try Project([:], index: ports)
  let (text, file) = try opened(project, today: "2026-05-24")
  #expect(
    text.hasPrefix("Made Content/articles/2026-w21.md: 2026-W21, without scores yet\n"))
  #expect(
    file.contains(
      """
      date: 2026-05-24   # the day of publication
      edition: 2026-W21
      draft: true   # delete this line when the scores are in: until then the site does not show them

      # Delete the # before each line and write the score behind the colon.
      scores:
        # AA:     # Ada, not rated yet
        # BB:     # Bede: #2, not rated yet
        # "NO":   # Oslo, not rated yet
        # EE:     # Eve, joins in this edition
        # FF:     # Finn, not rated yet
        # GG:     # Gus, not rated yet
      """))
  // Without any score in it yet it is an edition for articles to belong to, and not to be opened again.
  #expect(
    try refused(project) == """
      Content/articles/2026-w21.md: error: 2026-W21 is open already: this draft is for its scores [edition-open]
        help: write the scores and delete the line `draft: true`; or name another edition to open
      exit 2
      """)
  let today = try day("2026-05-24")
  let more = try NewArticle(title: "More", constituent: "Ada").make(content: project.root + "/Content", today: today)
  let started = try String(contentsOfFile: try #require(more.paths.first), encoding: .utf8)
  #expect(
    started.contains("\nedition: 2026-W21\n") && started.contains("[Ada](index:AA) is not rated in edition 2026-W21."))
  let filled = file.replacing("# AA: ", with: "AA: 5").replacing("draft: true", with: "draft: false")
  try project.write(filled, to: "Content/articles/2026-w21.md")
  #expect(project.shown(project.builder.check()) == "")
}

@Test func aCommandThatIsBehindSaysWhichEditionTodayIsIn() throws {
  let project = try Project(["Content/a.md": article("2026-W20", "AA: 5")], index: ports)
  let (text, file) = try opened(project, today: "2026-06-10")
  #expect(file.contains("\ndate: 2026-05-18 "))
  let content = project.root + "/Content"
  #expect(
    text.replacing(content, with: "Content").hasSuffix(
      "\nToday falls in 2026-W24; `site new edition 2026-W24 --content Content` opens that one.\n"))
}

@Test func partsOfScoresAreThereToEdit() throws {
  let project = try Project(
    ["Content/a.md": article("2026-W20", "AA: {score: 5, dimensions: {size: 4, speed: 6}}, BB: 3")],
    index: index(
      "methodology: {version: 1, dimensions: [{id: speed, name: Speed, weight: 50}, {id: size, name: Size, weight: 50}]}"
    ))
  #expect(
    try opened(project).file.contains(
      """
      scores:
        AA: {score: 5, dimensions: {speed: 6, size: 4}}   # Ada, first at 5
        BB: 3                                             # Bede, second at 3
        # CC:                                             # Cole, not rated yet
      """))
}

@Test func whatDoesNotCompareIsNotAskedFor() throws {
  let project = try Project(
    ["Content/a.md": article("2026-W20", "AA: 5")],
    index: index("methodology: [{version: 1}, {version: 2, since: 2026-W21}]"))
  let (_, file) = try opened(project)
  #expect(file.contains("First in the table: [](index:leader). [](index:rated) ports are rated.\n"))
  #expect(!file.contains("index:movers"))
  try project.write(file.replacing("draft: true", with: "draft: false"), to: "Content/articles/2026-w21.md")
  #expect(project.shown(project.builder.check()) == "")
}

@Test func anIrregularIndexOpensTheNextEditionOfItsList() throws {
  let listed = index(cadence: "irregular\neditions: [first, second, third]")
  let project = try Project(["Content/a.md": article("second", "AA: 5")], index: listed)
  let (text, file) = try opened(project)
  #expect(text.hasPrefix("Made Content/articles/third.md: third, with the second score of 1 port to edit\n"))
  #expect(file.contains("\ndate: 2026-05-18 ") && file.contains("\nedition: third\n"))
  try project.write(file.replacing("draft: true", with: "draft: false"), to: "Content/articles/third.md")
  #expect(
    try refused(project) == """
      Content/index.yml: error: `editions` lists no edition after third [no-next-edition]
        help: add the next one behind it, like `editions: […, second, third, 2026-05-18]`, and run the command again
      exit 2
      """)
  try project.write(
    listed.replacing("[first, second, third]", with: "[second, \"a,b\", 2026-05-18]"), to: "Content/index.yml")
  try project.remove("Content/articles/third.md")
  try project.write(article("2026-05-18", "AA: 5"), to: "Content/b.md")
  #expect(
    try refused(project) == """
      Content/index.yml: error: `editions` lists no edition after 2026-05-18 [no-next-edition]
        help: add the next one behind it, like `editions: […, "a,b", 2026-05-18, 2026-06-15]`, and run the command again
      exit 2
      """)
  #expect(
    try refused(project, .id("secnd")) == """
      error: index.yml lists no edition `secnd` [no-such-edition]
        help: did you mean second?
      exit 2
      """)
  #expect(
    try refused(project, .date(day("2026-05-19"))) == """
      error: index.yml lists no edition `2026-05-19` [no-such-edition]
        help: name an edition that `editions` in index.yml lists, or add this one to it
      exit 2
      """)
}

@Test func whatIsNoEditionIsSaid() throws {
  let project = try Project(["Content/a.md": article("2026-W20", "AA: 5")], index: ports)
  #expect(
    try refused(project, .id("2026-w21")) == """
      error: `2026-w21` is no edition of a weekly index [malformed-edition]
        help: write 2026-W21
      exit 2
      """)
  try project.write(Project.article.replacing("ACME: 61 ▲+1, GLOBEX: 58", with: "AA: 6"), to: "Content/2026-W21.md")
  try project.write(
    "---\ntitle: A\ndate: 2026-05-11\n---\n", to: "Content/2026-W21.md")
  #expect(
    try refused(project) == """
      Content/2026-W21.md: error: the article of 2026-W21 would take the name of this file [file-exists]
        help: rename the file, or write the scores of 2026-W21 into an article of your own
      exit 2
      """)
}

@Test func scoresInDoubtAreNotCarriedOn() throws {
  let project = try Project(
    ["Content/a.md": article("2026-W20", "AA: 5"), "Content/b.md": article("2026-W20", "AA: 6")], index: ports)
  #expect(
    try refused(project) == """
      Content/b.md:5:14: error: AA is 6.0 here and 5.0 in Content/a.md [score-conflict]
          5 | scores: {AA: 6}
            |              ^
      Content/a.md:5:14: note: stated as 5.0 here
          5 | scores: {AA: 5}
            |              ^
        help: correct one of them, or state another edition
      exit 1
      """)
  let outside = try EmptyFolder()
  let today = try day("2026-05-18")
  #expect(
    refusal(outside.root) { () throws(StartProblem) in
      try NewEdition.make(.next, content: outside.root + "/Content", today: today)
    } == """
      Content: error: the file or folder cannot be read: No such file or directory [input-output]
        help: run the command beside Content/, name the folder with --content, or start with `site new index NAME`
      exit 2
      """)
}

@Test func whatATableInABodyStatesIsCarriedOnAndALinkThatIsBrokenIsNoDoubt() throws {
  let project = try Project(
    [
      "Content/a.md": article("2026-W20", "AA: 5") + "\n| Port | Score |\n|---|---|\n| Gus | 9 |\n",
      "Content/b.md": "---\ntitle: B\ndate: 2026-05-11\n---\n\n[Nowhere](c.md), [](index:AA/sore)\n",
    ], index: ports)
  #expect(project.builder.check().exitCode == 1)
  #expect(
    try opened(project).file.contains("scores:\n  GG: 9.0   # Gus, first at 9.0\n  AA: 5.0   # Ada, second at 5.0\n"))
}
