internal import Diagnostics
internal import SiteGenerator

/// The pages elsewhere that the texts link, each once with its places; for a person or for a program that visits them.
struct ExternalLinkList {
  private let links: [(url: String, places: [(path: String, location: SourceLocation)])]

  init(_ links: [ExternalLink]) {
    self.links = links.map { link in
      let places = link.places.map { ($0.file.path, $0.file.location(of: $0.span.start)) }
      return (link.url, places)
    }.sorted { Array($0.0.utf8).lexicographicallyPrecedes(Array($1.0.utf8)) }
  }

  var text: String {
    links.map { url, places in
      ([url] + places.map { "  \($0.path):\($0.location.line):\($0.location.column)" }).joined(separator: "\n") + "\n"
    }.joined()
  }

  var json: String {
    let objects = links.map { url, places in
      let shown = places.map {
        "{\"path\": \(jsonString($0.path)), \"line\": \($0.location.line), \"column\": \($0.location.column)}"
      }
      return "\n  {\"url\": \(jsonString(url)), \"places\": [\(shown.joined(separator: ", "))]}"
    }
    return "[" + objects.joined(separator: ",") + (objects.isEmpty ? "]\n" : "\n]\n")
  }
}
