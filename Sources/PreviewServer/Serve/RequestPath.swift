internal import Foundation

/// The path that a request names, decoded once: names between slashes, each of which a file of the site could bear.
///
/// It says nothing of the disk: what the site has at it is looked up among the site's own paths.
struct RequestPath: Equatable, Sendable {
  /// Relative to the site's root, without slashes at its ends.
  let text: String
  /// Whether it ends in a slash, as the root does: it means the folder's page.
  let isFolder: Bool

  /// - Parameter target: as it stands in the request, without the query.
  /// - Returns: nil where no site has such a path: percent signs that encode nothing, bytes that are no UTF-8, control
  ///   characters, slashes in disguise, backslashes, and names of dots.
  init?(_ target: String) {
    guard target.hasPrefix("/") else { return nil }
    var names: [String] = []
    for part in target.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      guard let name = String(part).removingPercentEncoding, name != ".", name != "..",
        !name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F || $0 == "/" || $0 == "\\" })
      else { return nil }
      names.append(name)
    }
    isFolder = names.last?.isEmpty == true
    if isFolder { names.removeLast() }
    guard !names.contains("") else { return nil }
    text = names.joined(separator: "/")
  }

  /// The file that it names; of a folder, its page.
  var file: String { isFolder ? (text.isEmpty ? "" : text + "/") + "index.html" : text }
}
