internal import ScoreLedger
internal import TemplateValues

/// The page of the open data, with the codebook.
extension PageRenderer {
  func dataPage() -> PageContent {
    let facts = Fact.allCases.map { ($0.rawValue, $0.meaning) } + TableFact.allCases.map { ($0.rawValue, $0.meaning) }
    return PageContent(
      template: "data.html", kind: "data", section: "data", title: "Data",
      description: "The scores of \(settings.title) as open data, with the codebook.",
      values: [
        "files": .list(files()), "editions": .text(Address.editions.link),
        "address": .text((settings.url ?? "") + Address.scoresCSV.link),
        "facts": .list(facts.map { ["name": .text($0), "meaning": .text($1)] }),
      ])
  }

  private func files() -> [TemplateValue] {
    func columns<Row>(_ table: DataTable<Row>) -> TemplateValue {
      .list(
        table.fields.map {
          ["name": .text($0.name), "type": .text($0.kind.rawValue), "description": .text($0.description)]
        })
    }
    func rows(_ count: Int) -> TemplateValue { .number(TemplateNumber(count)) }
    let (scores, corrections) = (data.scores, data.corrections)
    let files = [
      (
        "scores.csv", Address.scoresCSV, "Every score of every edition, one row each, as CSV.", rows(scores.rows.count),
        columns(scores)
      ),
      (
        "scores.json", Address.scoresJSON, "The same rows as JSON.", rows(scores.rows.count), TemplateValue.none
      ),
      (
        "corrections.csv", Address.correctionsCSV, "Every correction, with both values.", rows(corrections.rows.count),
        columns(corrections)
      ),
      (
        "datapackage.json", Address.dataPackage,
        "All tables with their columns and types, as a Frictionless Data Package.", TemplateValue.none,
        TemplateValue.none
      ),
    ]
    return files.map { title, path, description, rows, columns in
      [
        "title": .text(title), "path": .text(path.link), "description": .text(description), "rows": rows,
        "columns": columns,
      ]
    }
  }
}
