import Diagnostics
import Dispatch
import Synchronization
import TemplateEngine
import TemplateValues
import Testing

@Test func pagesThatArePrintedAtOnceAreWhatEachIsAlone() throws {
  let row = """
    {% set words = {"of": row.name, "all": [row.name, row.score]} %}<li{% if row.name == subject %} class="subject"{% endif %}>
    {{ row.name | upper }} {{ row.score }} {{ loop.index }} {{ words.of }} {% if row.score > 50 and not row.isNew %}high
    {% elif row.isNew %}new{% else %}low{% endif %} {{ words.all | join(", ") }} {{ row.score * 2 - 1 }}</li>

    """
  let files = [
    "page.html": "<ul>\n{% for row in rows %}\(row){% endfor %}</ul>\n{% include \"foot.html\" %}",
    "foot.html":
      "{% for row in rows %}{% if row.score >= best %}<p>{{ row.name ~ \": \" ~ row.score }} of {{ place }}</p>\n{% endif %}{% endfor %}",
  ].reduce(into: [String: SourceFile]()) { $0[$1.key] = SourceFile(path: $1.key, text: $1.value) }
  let (templates, diagnostics) = TemplateSet.compile(files)
  #expect(diagnostics.isEmpty)
  let rows = (0..<40).map { place -> TemplateValue in
    .map([
      "name": .text("Constituent \(place)"), "score": .number(TemplateNumber(place * 7 % 100)),
      "isNew": .boolean(place % 9 == 0),
    ])
  }
  let contexts = (0..<300).map { number -> TemplateMap in
    [
      "rows": .list(Array(rows[(number % 7)...])), "subject": .text("Constituent \(number % 40)"),
      "best": .number(TemplateNumber(90 - number % 3)), "place": .text("page \(number % 11)"),
    ]
  }
  let alone = try contexts.map { try TemplateSet.compile(files).templates.render("page.html", $0) }
  let together = Mutex([Int: [UInt8]]())
  DispatchQueue.concurrentPerform(iterations: contexts.count) { number in
    let page = try? templates.render("page.html", contexts[number])
    together.withLock { $0[number] = page }
  }
  let printed = together.withLock { $0 }
  for (number, page) in alone.enumerated() {
    #expect(printed[number].map { String(decoding: $0, as: UTF8.self) } == String(decoding: page, as: UTF8.self))
  }
}
