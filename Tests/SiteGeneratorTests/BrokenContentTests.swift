import Testing

@testable import SiteGenerator

private let cases: [(front: String, message: String)] = [
  (
    "title: A\ndate: 2026-02-30",
    """
    Content/articles/a.md:3:7: error: 2026-02-30 does not exist: February 2026 has 28 days [no-such-day]
        3 | date: 2026-02-30
          |       ^^^^^^^^^^
      help: the month's last day is 2026-02-28

    """
  ),
  (
    "title: A\ndate: 2026-05-11\nconstituent: ACME\nscroe: 61",
    """
    Content/articles/a.md:5:1: error: an article has no key `scroe` [unknown-key]
        5 | scroe: 61
          | ^^^^^
      help: did you mean `score`?

    """
  ),
  (
    "title: A\ndate: 2026-05-11\nscores: {ACME: 097}",
    """
    Content/articles/a.md:4:16: error: 097 has a leading zero [leading-zero]
        4 | scores: {ACME: 097}
          |                ^^^
      help: write 97

    """
  ),
  (
    "title: A\ndate: 2026-05-11\ntitle: B",
    """
    Content/articles/a.md:4:1: error: title stands here a second time [duplicate-key]
        4 | title: B
          | ^^^^^
    Content/articles/a.md:2:1: note: it stands here first
        2 | title: A
          | ^^^^^
      help: keep one of them

    """
  ),
  (
    "title: A\ndate: 2026-05-11\nscores:\n  GLOBX: 5",
    """
    Content/articles/a.md:5:3: error: index.yml has no constituent `GLOBX` [unknown-constituent]
        5 |   GLOBX: 5
          |   ^^^^^
      help: did you mean GLOBEX?

    """
  ),
  (
    "title: a: b\ndate: 2026-05-11",
    """
    Content/articles/a.md:2:9: error: a value that holds a colon and a space needs quotes [unquoted-colon]
        2 | title: a: b
          |         ^
      help: write title: "a: b"

    """
  ),
  (
    "title: [Draft] x\ndate: 2026-05-11",
    """
    Content/articles/a.md:2:8: error: a value that starts with [ needs quotes [unquoted-value]
        2 | title: [Draft] x
          |        ^^^^^^^^^
      help: write "[Draft] x"

    """
  ),
  (
    "title: &T x\ndate: 2026-05-11",
    """
    Content/articles/a.md:2:8: error: a value that starts with & needs quotes [unquoted-value]
        2 | title: &T x
          |        ^^^^
      help: write "&T x"

    """
  ),
  (
    "title: “Hello”\ndate: 2026-05-11",
    """
    Content/articles/a.md:2:8: error: curly quotes do not quote a value: readers would see them [curly-quotes]
        2 | title: “Hello”
          |        ^^^^^^^
      help: write "Hello", or '“Hello”' if they belong to the text

    """
  ),
  (
    "title: A\ndate: 2026-05-11\ndraft: yes",
    """
    Content/articles/a.md:4:8: error: `draft` is true or false, not `yes` [not-a-boolean]
        4 | draft: yes
          |        ^^^
      help: write `draft: true`

    """
  ),
]

@Test(arguments: cases)
func brokenFrontMatterIsPointedAt(front: String, message: String) throws {
  let project = try Project(["Content/articles/a.md": "---\n\(front)\n---\n\nText.\n"])
  #expect(project.shown(project.builder.check()) == message)
}

private let files: [(text: String, message: String)] = [
  ("", "Content/articles/a.md: error: the file is empty [empty-file]\n  help: write its content, or delete it\n"),
  (
    "\n---\ntitle: A\n---\n",
    """
    Content/articles/a.md:2:1: error: the front matter's first --- is not the first line of the file \
    [front-matter-not-first]
        2 | ---
          | ^^^
      help: delete the lines above it

    """
  ),
  (
    "---\ntitle: A\n--\n\nText\n",
    """
    Content/articles/a.md:1:1: error: the front matter is not closed [unclosed-front-matter]
        1 | ---
          | ^^^
    Content/articles/a.md:3:1: note: this line does not close it
        3 | --
          | ^^
      help: put a line of exactly --- between the front matter and the text

    """
  ),
  (
    "---\r\ntitle: A\r\n---\r\n",
    """
    Content/articles/a.md:1:4: error: the line ends in a carriage return [carriage-return]
        1 | ---
          |    ^
      help: save the file with LF line ends (in git: `* text=auto eol=lf` in .gitattributes)

    """
  ),
  (
    "\u{FEFF}---\ntitle: A\n---\n",
    """
    Content/articles/a.md:1:1: error: the file starts with a byte order mark [byte-order-mark]
        1 | \u{FEFF}---
          | ^
      help: save the file as UTF-8 without BOM

    """
  ),
  (
    "---\ntitle: A\nscores:\n\tACME: 1\n---\n",
    """
    Content/articles/a.md:4:1: error: a tab indents this line [tab]
        4 | \tACME: 1
          | ^
      help: indent with spaces

    """
  ),
  (
    "---\ntitle: A\ndate: 2026-05-11\n---\n\n[x](b.md) [y](javascript:alert)\n",
    """
    Content/articles/a.md:6:5: error: Content/ has no file `articles/b.md` [broken-link]
        6 | [x](b.md) [y](javascript:alert)
          |     ^^^^
      help: did you mean `a.md`?
    Content/articles/a.md:6:15: error: links with the scheme `javascript:` are not published [url-scheme]
        6 | [x](b.md) [y](javascript:alert)
          |               ^^^^^^^^^^^^^^^^
      help: use one of http, https, mailto, tel

    """
  ),
]

@Test(arguments: files)
func brokenFilesArePointedAt(text: String, message: String) throws {
  let project = try Project(["Content/articles/a.md": text])
  #expect(project.shown(project.builder.check()) == message)
}

@Test func bytesThatAreNoTextArePointedAt() throws {
  let project = try Project([:])
  try project.write(Array("---\ntitle: A".utf8) + [0xE9] + Array("\n---\n".utf8), to: "Content/articles/a.md")
  try project.write(Array("---\ntitle: A".utf8) + [0] + Array("\n---\n".utf8), to: "Content/articles/b.md")
  let shown = project.shown(project.builder.check())
  #expect(shown.contains("a.md:2:9: error: byte 0xE9 is not UTF-8 [invalid-utf8]"))
  #expect(shown.contains("b.md:2:9: error: a NUL byte stands here [nul-byte]"))
}

@Test func anEmptyContentSaysWhatToDo() throws {
  let project = try Project([:], index: nil)
  let report = project.builder.build()
  #expect(report.exitCode == 1)
  let shown = project.shown(report)
  #expect(shown.contains("Content/ is empty [missing-index]"))
  #expect(shown.contains("\n    cadence: weekly\n"))
}

@Test func anAddressIsTakenOnce() throws {
  let front = "---\ntitle: A\ndate: 2026-05-11\n"
  let project = try Project([
    "Content/articles/a.md": front + "aliases: [/old/]\n---\n", "Content/articles/more/A.md": front + "---\n",
    "Content/articles/b.md": front + "aliases: [/Old, /companies/acme/, /feed.xml/x]\n---\n",
    "Content/pages/data.md": "---\ntitle: Data\n---\n",
  ])
  #expect(
    project.shown(project.builder.check()) == """
      Content/articles/b.md: error: the alias /Old/ is taken by Content/articles/a.md [same-address]
        help: rename one of them
      Content/articles/b.md: error: the alias /companies/acme/ lies in /companies, which the site itself writes \
      [same-address]
        help: use another old address
      Content/articles/b.md: error: the alias /feed.xml/x/ lies in /feed.xml, which the site itself writes [same-address]
        help: use another old address
      Content/articles/more/A.md: error: the address /articles/a/ is taken by Content/articles/a.md [same-address]
        help: rename one of them
      Content/pages/data.md: error: the address /data/ is taken by the site itself [same-address]
        help: rename one of them

      """)
}

@Test func aTableThatCannotBeShownIsAnError() throws {
  let project = try Project(["Content/articles/a.md": "---\ntitle: A\ndate: 2026-05-11\n---\n\n![](index:table)\n"])
  #expect(
    project.shown(project.builder.check()) == """
      Content/articles/a.md:6:5: error: index:table has nothing to show: no article states a score of 2026-W20 \
      [table-without-scores]
          6 | ![](index:table)
            |     ^^^^^^^^^^^
        help: state scores, or delete the line ![](index:table)

      """)
}
