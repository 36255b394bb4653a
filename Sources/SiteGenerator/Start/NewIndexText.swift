internal import ScoreLedger

/// The files of a new index but for its templates: few, exemplary, and each explains itself.
struct NewIndexText {
  let title: String
  let cadence: Cadence
  let date: CalendarDate

  var files: [NewFile] {
    [
      NewFile(path: "Content/index.yml", text: index),
      NewFile(path: "Content/articles/acme-leads.md", text: article),
      NewFile(path: "Content/companies/acme.md", text: profile),
      NewFile(path: "Content/pages/about.md", text: about),
      NewFile(path: "Content/pages/methodology.md", text: methodology),
      NewFile(path: "index.schema.json", text: SiteSchema.index.text(settings: nil)),
      NewFile(path: "README.md", text: readme),
      NewFile(path: ".gitignore", text: "/Public/\n/.site-cache/\n"),
    ]
  }

  /// What each file is for, in a few words.
  let purposes = [
    "Content/index.yml": "what the index is, and who is in it",
    "Content/articles/acme-leads.md": "the first article, with the first table",
    "Content/companies/acme.md": "a profile, one for each company that has any",
    "Content/pages/about.md": "what readers should know of the publisher",
    "Content/pages/methodology.md": "what the score measures",
    "index.schema.json": "what an editor completes and checks index.yml by",
    "README.md": "what to run for each edition",
    ".gitignore": "what git leaves out",
  ]

  // MARK: The index

  private var index: String {
    """
    # yaml-language-server: $schema=../index.schema.json
    # What the index is. Each key is explained above it or beside it; those behind a # may be left out. Replace the
    # examples with your own, and run `site check`: it says what is wrong, and where.

    title: \(WrittenYAML.scalar(title))
    # Below the headline of the front page; without a full stop.
    tagline: An example to replace with your own
    # At the foot of every page, and for search engines.
    description: >-
      Scores five imaginary companies from 0 to 100. Everything in it is made up to show how an index is written.
    # publisher: Your name

    # Where the site will stand; a path may follow. Feeds, the sitemap and links for sharing need it.
    url: https://example.org/
    language: en

    # What a score may be. `min` and `max` may be left out, `decimals` is 0 to 6, and with `better: lower` the lowest
    # score is first.
    scale: {min: 0, max: 100, decimals: 0, unit: points, better: higher}

    # How often the table appears, and with it how editions are named: daily 2026-05-11, weekly 2026-W20, monthly
    # 2026-05, quarterly 2026-Q2, half-yearly 2026-H1, yearly 2026, or irregular with names listed under `editions`.
    cadence: \(cadence.name)
    \(editions)
    # What one of them is called. The plural names the folder of profiles, too: Content/companies/.
    noun: {one: company, many: companies}

    # Who is in the table. The id is short and never changes: articles state scores by it (`ACME: 82`), texts ask for
    # numbers by it (`index:ACME/score`), and it is part of addresses.
    constituents:
      - id: ACME
        name: Acme
        category: Rockets                           # optional, as all below it
        strategy: Sells what others only announce   # a line in the table
        # aliases: [ACM]            # former ids and other names, by which it may be stated, too
        # joined: \(edition)          # the first edition with it; without this, from the start
        # left: \(edition)            # the first edition without it
      - id: GLOBEX
        name: Globex
        category: Energy
        strategy: Few customers, long contracts
      - id: INITECH
        name: Initech
        category: Software
        strategy: One product that everybody has to use
      - id: HOOLI
        name: Hooli
        category: Cloud
        strategy: Buys what it cannot build
      - id: VANDELAY
        name: Vandelay
        category: Trade
        strategy: Imports and exports, in that order

    # How the score is made. The weights add up to 100. When it changes, list the versions, each with its first edition:
    # `- {version: "2", since: \(edition), dimensions: […]}`; scores of two versions are not compared.
    methodology:
      version: "1"
      dimensions:
        - {id: products, name: Products, weight: 40}
        - {id: customers, name: Customers, weight: 35}
        - {id: people, name: People, weight: 25}

    # Under which licence others may use the scores: an SPDX identifier.
    licence: CC-BY-4.0

    # smartPunctuation: true   # makes straight quotes and dashes in texts typographic
    # rawHTML: true            # lets HTML in texts through; without it, it is shown as text

    """
  }

  /// Of an irregular index, which lists them.
  private var editions: String {
    guard case .irregular(let ids) = cadence else { return "" }
    return """
      # In order; add each new one at the end. An id may be the day of the edition or any short name.
      editions: [\(ids.joined(separator: ", "))]

      """
  }

  /// The id of the first edition.
  private var edition: String { EditionCalendar(cadence: cadence).edition(on: date)?.text ?? date.iso }

  // MARK: Texts

  private var article: String {
    """
    ---
    # An article: what readers see, and what it states. `site check` compares every number with every other.
    title: Acme leads the first table
    summary: Five imaginary companies have a score. This article states them all and shows how to write about them.
    date: \(date.iso)
    edition: \(edition)   # without this line, the edition that the date falls in
    constituent: ACME   # what it is about, if one
    # The table: a score, then the change since the edition before, which may be left out. Other articles of the edition
    # may state any part of it, too; what they state must agree. Here the changes also tell the scores of the edition
    # before, so that it has a page, marked as implied.
    scores:
      ACME: 82 +3
      GLOBEX: 77 -1
      INITECH: 71 0
      HOOLI: 64 +5
      VANDELAY: 58 -2
    tags: [example]
    authors: [The editors]
    # draft: true   # leaves the article out of the site, as long as the line stands here
    ---

    Acme is [first](index:ACME/rank) of [five](index:rated), at [82](index:ACME/score), [up three points](index:ACME/change).
    Each of these stands in brackets in the file. It is compared with the table, in words or in digits, and a wrong one is an
    error that says what to write. Empty brackets are filled in: Globex follows at [](index:GLOBEX/score).

    ![](index:movers)

    Hooli gained most, [](index:HOOLI/change), and is [](index:HOOLI/rank) now. A link like [Vandelay](index:VANDELAY) leads
    to the page of a company.

    ![](index:table)

    ## What to watch

    1. **The first edition of your own.** Replace the companies in `index.yml`, then the scores at the top of this file.
    2. **The next one.** `site new edition` opens it with these scores to edit.

    ## The bottom line

    A number that stands in two places cannot disagree with itself.

    """
  }

  private var profile: String {
    """
    ---
    # What readers see on the page of one company, above its history. Each may have such a file; none has to.
    constituent: ACME
    summary: Acme makes rockets, in this example.
    ---

    Acme stands at [](index:ACME/score) in the newest edition. Write here what stays true from one edition to the next.

    """
  }

  private var about: String {
    """
    ---
    title: About
    summary: Who publishes the index, what it is for and what it is not.
    ---

    Say here who you are, what the index is for, and how to reach you.

    ## What the index is not

    It is no forecast and no advice. A table shows where the companies stand in one edition.

    ## When something is wrong

    Corrections are made in public, never silently.

    """
  }

  private var methodology: String {
    """
    ---
    title: Methodology
    summary: What the score measures, how the table is ranked and what happens when a number is wrong.
    ---

    The score is a whole number from 0 to 100, and higher is better. It combines these parts:

    ![](index:weights)

    Say here what each of them measures, and from which sources.

    ## Ranks

    The highest score is first. Companies with equal scores share a rank, and the next rank is left out. A company that is missing
    from an edition is shown as not rated; its last score is never carried forward.

    ## Corrections

    A correction says what the value was, what it is now and why it changed. Readers see both values.

    """
  }

  private var readme: String {
    """
    # \(MarkdownText.escaped(title))

    `Content/` holds the index and its texts, `Templates/` how the pages look. `Public/` is the site that is built of them.

    For each edition:

    1. `site new edition` writes a draft with the last scores. Edit them, and say what moved.
    2. `site new article --constituent ACME "Title"` starts an article about one company.
    3. `site serve` shows the site while you write, drafts too.
    4. Delete the lines `draft: true`, and `site check` until nothing is wrong.
    5. `site build` writes `Public/`: publish that folder.
    6. `site release EDITION` writes down the table, so that only a correction can change it later.

    Pictures and other files belong into `Content/media/`, corrections into `Content/corrections/`.

    """
  }
}
