/// Ids of headings: letters and digits of any script in lower case, words joined by hyphens, each id once a page.
struct HeadingIDs {
  private var used: Set<String> = []

  mutating func id(for title: String) -> String {
    var base = ""
    for character in title.lowercased() {
      if character.isLetter || character.isNumber {
        base.append(character)
      } else if character.isWhitespace || character == "-" || character == "–" || character == "—" {
        if !base.isEmpty, base.last != "-" { base.append("-") }
      }
    }
    while base.last == "-" { base.removeLast() }
    if base.isEmpty { base = "section" }
    // The library's own ids of footnotes start so.
    if base.hasPrefix("fn-") || base.hasPrefix("fnref-") { base = "section-" + base }
    var id = base
    var number = 2
    while !used.insert(id).inserted {
      id = "\(base)-\(number)"
      number += 1
    }
    return id
  }
}
