import Diagnostics
import Testing

@testable import TemplateEngine
@testable import TemplateSyntax
@testable import TemplateValues

/// SplitMix64: a seed gives the same numbers on every machine.
private struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

private let pieces = [
  "{{", "}}", "{%", "%}", "{#", "#}", "-", "if", "else", "endif", "for", "x", "in", "xs", "endfor", "block", "b",
  "endblock", "include", "extends", "\"base\"", "\"page\"", "'", "raw", "endraw", " ", " ", " ", "\n", "set", "=", "1",
  "0.5", "|", "upper", "(", ")", "[", "]", ".", ",", "~", "*", "not", "is", "defined", "\\", "é", "text",
]

@Test(arguments: 0..<400)
func anyPiecesGiveAPageOrALocatedProblem(seed: Int) {
  var numbers = SeededNumbers(state: UInt64(seed))
  var source = ""
  for _ in 0..<Int.random(in: 0..<40, using: &numbers) { source += pieces.randomElement(using: &numbers) ?? "" }
  let file = SourceFile(path: "page", text: source)
  if let tokens = try? Lexer.tokens(of: file) {
    var end = 0
    for token in tokens {
      #expect(token.span.start == end && token.span.end > end, "seed \(seed)")
      end = token.span.end
    }
    #expect(end == file.bytes.count, "seed \(seed)")
  }
  _ = page(source)
}

@Test(arguments: 0..<100)
func textWithoutDelimitersPrintsItself(seed: Int) {
  var numbers = SeededNumbers(state: UInt64(seed))
  // A page may not end inside a tag, so none is opened.
  let letters = Array("ab >&\"'%#-}\n é{".unicodeScalars)
  var source = ""
  for _ in 0..<60 { source.unicodeScalars.append(letters.randomElement(using: &numbers) ?? "a") }
  for opening in ["{{", "{%", "{#"] { source = source.replacing(opening, with: "a") }
  #expect(page(source + ".") == source + ".", "seed \(seed)")
}

@Test(arguments: 0..<200)
func anyBytesGiveAPageOrAProblem(seed: Int) {
  var numbers = SeededNumbers(state: UInt64(seed))
  var bytes = Array((seed % 2 == 0 ? "{{" : "{% set x = ").utf8)
  for _ in 0..<30 { bytes.append(UInt8.random(in: 0...255, using: &numbers)) }
  _ = page(bytes: bytes)
}

@Test(arguments: [
  String(repeating: "(", count: 100_000), String(repeating: "[", count: 100_000),
  String(repeating: "-", count: 100_000), String(repeating: "not ", count: 100_000),
  "1" + String(repeating: "+1", count: 100_000), "x" + String(repeating: ".x", count: 100_000),
])
func depthIsLimited(expression: String) {
  #expect(page("{{ \(expression) }}").contains("[template-"))
}

/// Pages that print parts again print what pages do that run each of them.
@Test(arguments: 0..<24)
func partsThatArePrintedAgainAreWhatRunningThemPrints(seed: Int) {
  var numbers = SeededNumbers(state: UInt64(seed))
  let readings = [
    "{{ row.name }}", "{{ row.score }}", "{% if own %}own{% endif %}", "{{ root }}", "{{ table.size }}",
    "{{ row.cell }}",
    "{% set mark = row.name %}{{ mark }}", "{{ mark | default(\"-\") }}",
    "{% for x in row.list %}{{ x }}{{ loop.index }}{% endfor %}",
    "<a href=\"{{ root }}{{ row.name }}\">a</a>", "{% include \"short\" %}", "{{ row.nothing | default(row.name) }}",
  ]
  var body = ""
  for _ in 0..<16 { body += readings.randomElement(using: &numbers) ?? "" }
  let files = [
    "page":
      "{% for row in table.rows %}{% set own = row.name == subject %}<p title=\"{{ row.name }}\">{% include \"row\" %}</p>{% endfor %}{% set own = true %}{% set mark = subject %}{% set row = table.rows[0] %}{% include \"row\" %}",
    "row": body, "short": "{{ row.name | upper }}{% set own = 1 %}",
  ].reduce(into: [String: SourceFile]()) { $0[$1.key] = SourceFile(path: $1.key, text: $1.value) }
  let (templates, diagnostics) = TemplateSet.compile(files)
  #expect(diagnostics.isEmpty, "seed \(seed)")
  func value() -> TemplateValue {
    let name = ["a", "é", "e\u{301}", "a & b", ""].randomElement(using: &numbers) ?? ""
    return [
      "name": .text(name),
      "score": .number(TemplateNumber(significand: 70, scale: Int.random(in: 0...1, using: &numbers))),
      "cell": .html(TrustedHTML(trusted: Array("<i>\(name.count)</i>".utf8))),
      "list": .list((0..<Int.random(in: 0...2, using: &numbers)).map { .number(TemplateNumber($0)) }),
    ]
  }
  let tables: [TemplateValue] = (0..<3).map { _ in ["rows": .list((0..<4).map { _ in value() }), "size": 4] }
  for _ in 0..<40 {
    var context: TemplateMap = ["table": tables.randomElement(using: &numbers) ?? .none]
    context["root"] = .text(["", "../"].randomElement(using: &numbers) ?? "")
    context["subject"] = .text(["a", "é"].randomElement(using: &numbers) ?? "")
    let again = Result { () throws(RenderFailure) in try templates.render("page", context) }
    let (fresh, _) = TemplateSet.compile(files)
    let once = Result { () throws(RenderFailure) in try fresh.render("page", context) }
    #expect((try? again.get()) == (try? once.get()), "seed \(seed)")
    #expect((try? once.get()) != nil, "seed \(seed)")
  }
}

/// Rounds that are printed again print what they do where each of them runs.
@Test(arguments: 0..<200)
func roundsThatArePrintedAgainAreWhatRunningThemPrints(seed: Int) {
  var numbers = SeededNumbers(state: UInt64(seed))
  let common = [
    "{{ row.name }}", "{{ row.score }}", "{{ root }}", "<a href=\"{{ root }}{{ row.name }}\">a</a>",
    "{% set own = row.name == subject %}", "{% if row.name == subject %}same{% endif %}", "{% include \"row\" %}",
    "{% if own is defined and own %}own{% endif %}",
  ]
  let rare = [
    "{% if subject == row.name %}same{% endif %}", "{{ subject }}", "{{ loop.index }}",
    "{% if loop.last %}l{% endif %}",
    "{{ loop.length }}", "{{ loop.cycle(1, 2, 3) }}", "{{ (loop.previtem | default(row)).name }}",
    "{% for x in row.list %}{{ x == subject }}{{ loop.index0 }}{% endfor %}", "{% set subject = row.name %}",
    "{% for row in table.rows %}{{ row.name == subject }}{% endfor %}", "{% if row.score == subject %}s{% endif %}",
    "{% set row = table.rows[0] %}", "{% block part %}{{ row is defined }}{{ subject }}{% endblock %}",
    "{{ loop.index if table.size == 3 else root }}",
  ]
  var body: [String] = []
  for _ in 0..<8 { body.append(common.randomElement(using: &numbers) ?? "") }
  for piece in rare.shuffled(using: &numbers).prefix(seed % 4) { body.append(piece) }
  let files = [
    "page": "{% for row in table.rows %}\(body.shuffled(using: &numbers).joined()){% else %}none{% endfor %}end",
    "row": "<b>{{ row.name }}{{ own | default(\"-\") }}{{ root }}</b>",
  ].reduce(into: [String: SourceFile]()) { $0[$1.key] = SourceFile(path: $1.key, text: $1.value) }
  let (templates, diagnostics) = TemplateSet.compile(files)
  #expect(diagnostics.isEmpty, "seed \(seed)")
  let rows: [TemplateValue] = (0..<6).map { number in
    [
      "name": .text(["a", "é", "e\u{301}", "<"][number % 4]), "score": .number(TemplateNumber(number)),
      "list": ["a", 1],
    ]
  }
  // Some lists share most of their members in a row, as the tables of two editions do.
  let lists =
    (2..<4).map { Array(rows.shuffled(using: &numbers).prefix($0)) }
    + [rows, rows + rows, Array(rows.dropFirst()), Array(rows.dropLast()), Array(rows[..<2] + rows[3...])]
  let tables: [TemplateValue] = lists.enumerated().map { size, list in
    ["rows": .list(list), "size": .number(TemplateNumber(size % 4))]
  }
  for _ in 0..<20 {
    let context: TemplateMap = [
      "table": tables.randomElement(using: &numbers) ?? .none,
      "root": .text(["", "", "", "../"].randomElement(using: &numbers) ?? ""),
      "subject": ["a", "é", "b", 1].randomElement(using: &numbers) ?? .none,
    ]
    let again = Result { () throws(RenderFailure) in try templates.render("page", context) }
    let (fresh, _) = TemplateSet.compile(files)
    let once = Result { () throws(RenderFailure) in try fresh.render("page", context) }
    #expect((try? again.get()) == (try? once.get()), "seed \(seed)")
    #expect((try? once.get()) != nil, "seed \(seed)")
  }
}
