internal import Diagnostics

/// What the search page shows of every document: the file that its script asks for first.
///
/// It is gathered as bytes, one document after the other: as a value that is printed, ten thousand would be much to make.
struct SearchTitles: Sendable {
  /// In the order in which they come.
  private var kinds: [String] = []
  private var rows: [UInt8] = []

  /// - Parameter count: how many documents there will be.
  init(count: Int) { rows.reserveCapacity(count * 128) }

  /// - Parameters:
  ///   - detail: what a result shows beside the title.
  ///   - names: others that lead to it.
  mutating func add(_ kind: String, _ title: String, _ path: SitePath, detail: String = "", names: [String] = []) {
    if kinds.last != kind, !kinds.contains(kind) { kinds.append(kind) }
    if !rows.isEmpty { rows.append(UInt8(ascii: ",")) }
    rows.append(UInt8(ascii: "["))
    rows += String(kinds.firstIndex(of: kind) ?? 0).utf8
    for text in [title, path.permalink, detail, names.joined(separator: " ")] {
      rows.append(UInt8(ascii: ","))
      rows.appendJSONString(text)
    }
    rows.append(UInt8(ascii: "]"))
  }

  /// - Parameter parts: the files of the words, each with the first word in it.
  func json(_ parts: [(first: String, path: SitePath)]) -> [UInt8] {
    var json = Array("{\"kinds\":".utf8)
    json.reserveCapacity(rows.count + parts.count * 64)
    json += JSONValue.list(kinds.map { .text($0) }).compact
    json += ",\"documents\":[".utf8
    json += rows
    json += "],\"parts\":".utf8
    json += JSONValue.list(parts.map { first, path in [.text(first), .text(path.link)] }).compact
    json += "}\n".utf8
    return json
  }
}
