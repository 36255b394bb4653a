import Diagnostics
import Markdown
import Testing

private func problems(_ text: String) -> String {
  let (_, diagnostics) = MarkdownPrinter.print(
    SourceFile(path: "a.md", text: text), from: 0, options: MarkdownOptions())
  return DiagnosticRenderer().render(diagnostics)
}

private func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }

/// A body that goes just beyond a bound, how much of it is repeated, and the whole message.
private struct Beyond: Sendable {
  let body: @Sendable (Int) -> String
  let accepted: Int
  let refused: Int
  let message: String
}

private let cases: [String: Beyond] = [
  "length": Beyond(
    body: { times($0, "a\n\n") }, accepted: 349_525, refused: 349_526,
    message: """
      a.md:1:1: error: a body holds at most 1 MiB of Markdown [body-too-long]
          1 | a
            | ^
        help: split the text into several articles

      """),
  "nesting": Beyond(
    body: { times($0, ">") + "a" }, accepted: 250, refused: 251,
    message: """
      a.md:1:1: error: lists and quotations nest at most 250 levels deep [nesting-too-deep]
          1 | >>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>…
            | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        help: start the line further left, with fewer markers

      """),
  "nesting by indentation": Beyond(
    body: { times($0, "  ") + "a" }, accepted: 250, refused: 251,
    message: """
      a.md:1:1: error: lists and quotations nest at most 250 levels deep [nesting-too-deep]
          1 |                                                             …
            | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        help: start the line further left, with fewer markers

      """),
  "nested text": Beyond(
    body: { times(200, ">") + "a\n" + times($0, "b\n") }, accepted: 80_000, refused: 91_000,
    message: """
      a.md:90891:1: error: lists and quotations nest too deep for so much text [nesting-too-deep]
       90891 | b
             | ^
        help: put fewer of them into one another, or split the text

      """),
  "columns": Beyond(
    body: { times($0, "|a") + "|\n" + times($0, "|-") + "|\n" }, accepted: 500, refused: 501,
    message: """
      a.md:2:1: error: a table has at most 500 columns [table-too-wide]
          2 | |-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-…
            | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        help: split it into several tables, or turn rows and columns around

      """),
  "cells": Beyond(
    body: { times(100, "|a") + "|\n" + times(100, "|-") + "|\n" + times($0, "b\n") }, accepted: 1_999, refused: 2_000,
    message: """
      a.md:2002:1: error: tables of a body have at most 200000 cells, with those that fill up short rows \
      [table-too-large]
       2002 | b
            | ^
        help: split the text, or put the table into a file of media/

      """),
  "row": Beyond(
    body: { "|a|\n|-|\n" + times($0, "|") + "\n" }, accepted: 14_000, refused: 14_200,
    message: """
      a.md:3:1: error: a line holds too many bars to be read as a row of a table [row-too-long]
          3 | ||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||…
            | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        help: break the line

      """),
  "text above a table": Beyond(
    body: { times($0, "a\n") + "|b|\n|-|\n" }, accepted: 14_000, refused: 14_200,
    message: """
      a.md:14202:1: error: a line like |---| stands below too many lines or bars of one paragraph [row-too-long]
       14202 | |-|
             | ^^^
        help: put a blank line above the table's header

      """),
  "brackets": Beyond(
    body: { times($0, "![[]()") }, accepted: 5_000, refused: 5_001,
    message: """
      a.md:1:1: error: a paragraph holds too many brackets among other brackets, `*`, `_`, `~` and quotes \
      [too-many-brackets]
          1 | ![[]()![[]()![[]()![[]()![[]()![[]()![[]()![[]()![[]()![[]()…
            | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        help: part it with blank lines, or write \\[ and \\] where a bracket is only text

      """),
  "declarations": Beyond(
    body: { times($0, "a <?") }, accepted: 8_600, refused: 8_700,
    message: """
      a.md:1:1: error: a paragraph holds too many `<!` and `<?` [too-many-declarations]
          1 | a <?a <?a <?a <?a <?a <?a <?a <?a <?a <?a <?a <?a <?a <?a <?…
            | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        help: part it with blank lines, or write \\< where the character is only text

      """),
  "address": Beyond(
    body: { "www.a.b" + times($0, ")") }, accepted: 14_100, refused: 14_200,
    message: """
      a.md:1:1: error: a run of text without a space holds too many `@` and `)` [address-too-long]
          1 | www.a.b)))))))))))))))))))))))))))))))))))))))))))))))))))))…
            | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        help: put spaces between its parts

      """),
  "footnotes": Beyond(
    body: { "[^1]: a\n\n" + times($0, "[^1]\n\n") }, accepted: 19_999, refused: 20_000,
    message: """
      a.md:40001:1: error: a body refers to footnotes at most 20000 times [too-many-footnotes]
       40001 | [^1]
             | ^^^^
        help: split the text into several articles

      """),
  "expansion": Beyond(
    body: { "[b]: /c\n[A  b]: /\(times(999, "u")) 'title'\n\n" + times($0, "[a\nB]\n\n[b]\n\n") }, accepted: 4_100,
    refused: 4_200,
    message: """
      a.md:2:1: error: reference definitions come to more than 4 MiB where they are used [references-too-long]
          2 | [A  b]: /uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu…
            | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        help: shorten this address or title, or use it less often

      """),
]

@Test(arguments: cases.keys.sorted())
func aBoundIsToldWithItsLine(name: String) throws {
  let beyond = try #require(cases[name])
  #expect(MarkdownLimits.problem(in: SourceFile(path: "a.md", text: beyond.body(beyond.accepted)), from: 0) == nil)
  #expect(problems(beyond.body(beyond.refused)) == beyond.message)
}

@Test func aFootnotesNameStandsOnOneLine() {
  let message = """
    a.md:1:5: error: a footnote's name stands on one line [footnote-name]
        1 | see [^é
          |     ^^^
      help: put [^ and ] on the same line, or write \\[ where the bracket is only text

    """
  #expect(problems("see [^é\nabc] b\n") == message)
  for text in [
    "[^\n`] b", "a ` [^\nx] c", "[^\n[b]]", "[^ [x\n]]", "[^\n`[`]", "[^1][^2\n] a", "[^1\n[^1\n[x]\n[y]\nz] b",
    "[^a [^b] c\nd]", "[^ `]`\nx]", "[^\n] `x`", "[^\n`x` ] ``y``",
  ] {
    #expect(problems(text).contains("[footnote-name]"), "\(text)")
  }
  for text in [
    "see \\[^é\nabc] b", "see [^é] [\nabc]", "`[^é` a\nb]", "```\n[^é\nabc]\n```", "see [^é\n\nabc]", "[^é\n- a]",
    "[^ x\nsee [a](b) c",
    "[^ [x] y]\n[b\n](c)", "[^1\n`]` a", "[^a [^b] c]\nd]",
  ] {
    #expect(problems(text) == "", "\(text)")
  }
}

/// Whatever is escaped, parted by blank lines or an item of a list of its own counts for itself.
@Test(
  arguments: [
    times(20_000, "\\[a\\]\n"), times(20_000, "[a](b)\n\n"), times(20_000, "- [a](b)\n"),
    times(50_000, "a <? b\n\n"), times(40_000, "| a | b | c |\n\n"), times(5_000, "- a\n  - b\n    - c\n\n"),
    "```\n" + times(20_000, "        if (a[i] == b[j]) { c(\"d\"); }\n\n") + "```\n",
  ])
func whatAnArticleHoldsMeetsNoBound(body: String) {
  #expect(MarkdownLimits.problem(in: SourceFile(path: "a.md", text: body), from: 0) == nil)
}
