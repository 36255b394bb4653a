internal import TemplateValues

/// What one page shows: its template, what its head says, and the values of its own.
struct PageContent {
  let template: String
  /// What templates and styles tell pages apart by: `front`, `article`, `edition` …
  let kind: String
  /// The entry of the navigation that it belongs to.
  let section: String
  let title: String
  let description: String
  var values: TemplateMap = [:]
}
