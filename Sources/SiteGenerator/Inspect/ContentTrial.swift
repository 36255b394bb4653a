package import Diagnostics

/// A content that lies in memory: all that a build finds wrong with it up to its pages.
package enum ContentTrial {
  /// - Parameters:
  ///   - index: what index.yml holds.
  ///   - documents: by their paths in Content/.
  package static func problems(index: SourceFile, documents: [String: SourceFile]) -> [Diagnostic] {
    var tree = SourceTree()
    tree.index = index
    tree.documents = documents.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    var known = ParsedDocuments()
    let (content, diagnostics) = ContentParser.parse(tree, isDraftsOn: true, asOf: nil, reusing: &known)
    guard let content else { return diagnostics }
    return ContentMerger.merge(content, tree: tree, diagnostics: diagnostics, asOf: nil).diagnostics
  }
}
