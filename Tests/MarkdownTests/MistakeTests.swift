import Diagnostics
import Markdown
import Testing

@Test(
  arguments: [
    (
      "> [!NOTES]\n> a",
      """
      a.md:1:3: warning: `[!NOTES]` is no kind of note [note-kind]
          1 | > [!NOTES]
            |   ^^^^^^^^
        help: did you mean [!NOTE]?

      """
    ),
    (
      "> [!HINWEIS] a",
      """
      a.md:1:3: warning: `[!HINWEIS]` is no kind of note [note-kind]
          1 | > [!HINWEIS] a
            |   ^^^^^^^^^^
        help: write one of [!NOTE], [!TIP], [!IMPORTANT], [!WARNING], [!CAUTION]

      """
    ),
    (
      "> [!tip] a",
      """
      a.md:1:3: warning: `[!tip]` stands alone on the first line of a note [note-kind]
          1 | > [!tip] a
            |   ^^^^^^
        help: write the note's text on the next line

      """
    ),
    (
      "> [!NOTE]",
      """
      a.md:1:3: warning: `[!NOTE]` stands alone on the first line of a note [note-kind]
          1 | > [!NOTE]
            |   ^^^^^^^
        help: write the note's text beneath it

      """
    ),
    (
      "a ![ ](picture.png) b",
      """
      a.md:1:3: warning: an image has a text for those who do not see it [missing-alt]
          1 | a ![ ](picture.png) b
            |   ^^^^^^^^^^^^^^^^^
        help: say between its brackets what the image shows

      """
    ),
    (
      "[![](picture.png)](page.md)",
      """
      a.md:1:2: warning: an image has a text for those who do not see it [missing-alt]
          1 | [![](picture.png)](page.md)
            |  ^^^^^^^^^^^^^^^^
        help: say between its brackets what the image shows

      """
    ),
    (
      "![a](https://a.example/b.png)",
      """
      a.md:1:6: error: an image is a file of the site: no page loads anything from elsewhere [image-elsewhere]
          1 | ![a](https://a.example/b.png)
            |      ^^^^^^^^^^^^^^^^^^^^^^^
        help: put the file into media/ and link it from there

      """
    ),
    (
      "![a](page.md)",
      """
      a.md:1:6: error: `page.md` is no image [not-an-image]
          1 | ![a](page.md)
            |      ^^^^^^^
        help: name a PNG, JPEG, GIF, WebP, AVIF or SVG file of media/, or write a link

      """
    ),
    (
      "![a[^1]](picture.png) b[^1]\n\n[^1]: c",
      """
      a.md:1:1: error: a footnote cannot stand in the text of an image [footnote-in-image]
          1 | ![a[^1]](picture.png) b[^1]
            | ^^^^^^^^^^^^^^^^^^^^^^^^^^^
        help: put it behind the image or into the paragraph before

      """
    ),
    (
      "a[^a]\n\n[^a]: a\n[^b]: b[^a]",
      """
      a.md:3:1: error: a footnote that the text does not use refers to `[^a]` [unused-footnote]
          3 | [^a]: a
            | ^^^^^^^
        help: refer to it in the text, or delete it

      """
    ),
    (
      "a[^a] b[^a]\n\nc[^a-2]\n\n[^a]: a\n[^a-2]: b",
      """
      a.md:3:1: error: the footnote's id `fnref-a-2` is taken on this page [id-taken]
          3 | c[^a-2]
            | ^^^^^^^
      a.md:1:1: note: it is given here first
          1 | a[^a] b[^a]
            | ^^^^^^^^^^^
        help: rename the footnote

      """
    ),
    (
      "## One {#x}\n\n## Two {#x}",
      """
      a.md:3:10: error: the id `x` is taken on this page [id-taken]
          3 | ## Two {#x}
            |          ^
      a.md:1:10: note: it is given here first
          1 | ## One {#x}
            |          ^
        help: write another, such as {#x-2}

      """
    ),
    (
      "Two {#main}\n---",
      """
      a.md:1:7: error: the id `main` is taken on this page [id-taken]
          1 | Two {#main}
            |       ^^^^
        note: the template around the text prints it
        help: write another, such as {#main-2}

      """
    ),
    (
      "## Two {#part-9} ##",
      """
      a.md:1:10: error: the id `part-9` is taken on this page [id-taken]
          1 | ## Two {#part-9} ##
            |          ^^^^^^
        note: the template around the text prints it
        help: write another, such as {#section-part-9}

      """
    ),
    (
      "## Two[^1] {#fn-1}\n\n[^1]: a",
      """
      a.md:1:14: error: the id `fn-1` is taken on this page [id-taken]
          1 | ## Two[^1] {#fn-1}
            |              ^^^^
      a.md:3:1: note: it is given here first
          3 | [^1]: a
            | ^^^^^^^
        help: write another, such as {#fn-1-2}

      """
    ),
    (
      "## Two {#my id}",
      """
      a.md:1:10: error: a heading's id is made of letters, digits, `-`, `_` and `.`, not `my id` [malformed-id]
          1 | ## Two {#my id}
            |          ^^^^^
        help: write {#my-id}, or \\{ if the braces are to be shown

      """
    ),
    (
      "## Two {#}",
      """
      a.md:1:10: error: a heading's id is made of letters, digits, `-`, `_` and `.`, not `` [malformed-id]
          1 | ## Two {#}
            |          ^
        help: write {#section}, or \\{ if the braces are to be shown

      """
    ),
    (
      "## Two\n\n#### Four",
      """
      a.md:3:1: warning: the heading jumps from level 2 to level 4 [heading-jump]
          3 | #### Four
            | ^^^^^^^^^
        help: write ### here

      """
    ),
    (
      "Two\n\n# One",
      """
      a.md:3:1: warning: a heading in the body starts at ##: the title is the page's only h1 [second-title]
          3 | # One
            | ^^^^^
        help: write ## here, or drop the line if it repeats the title

      """
    ),
  ] as [(String, String)])
func aMistakeIsPointedAt(source: String, problems: String) { #expect(printed(source).problems == problems) }

/// Where a URL stands that is refused: the caret is under it, or under its line where it is written otherwise.
@Test(
  arguments: [
    ("[a](bad:x)", "1:5"), ("a\nb ![a](bad:x) c", "2:8"), ("[a](<bad:x y> 't')", "1:6"), ("<bad:x>", "1:2"),
    ("[a][r]\n\nb\n\n[r]: bad:x", "5:6"), ("[r]\n\n> [r]: <bad:x>\n", "3:9"), ("[a](&#98;ad:x)", "1:1"),
    ("b\n[a](b\\ad:x \"t\")", nil), ("`[a](bad:x)` [a](bad:x)", "1:18"), ("[a](bad:xy) [b](bad:x)", "1:5 1:17"),
    ("[![a](bad:x)](bad:y)", "1:7 1:15"), ("a[^1] [b](bad:x)\n\nc\n\n[^1]: [d](bad:y)\n\n[e](bad:z)", "1:11 5:11 7:5"),
    ("| a |\n|---|\n| [b](bad:x) | \n| [b](bad:y) |\n\n[c](bad:z)", "3:7 4:7 6:5"),
    ("```\n[a](bad:x)\n```\n\n[a](bad:x)", "5:5"),
  ] as [(String, String?)])
func aRefusedURLIsFound(source: String, places: String?) {
  let found = printed(source).problems.matches(of: /a\.md:(\d+:\d+): error/).map { String($0.1) }
  #expect(found == (places?.split(separator: " ").map(String.init) ?? []))
}
