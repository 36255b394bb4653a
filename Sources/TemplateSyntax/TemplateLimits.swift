internal import TemplateValues

/// How far a template may go; beyond stands a located error.
package enum TemplateLimits {
  /// Levels of tags and expressions inside each other, and of lists inside a list that a template writes.
  package static let nestingDepth = 100
  /// Includes inside each other, and templates that extend each other.
  package static let includeDepth = 32
  /// Tags inside each other over all includes and blocks of a page.
  package static let compiledNesting = 400
  /// Tags and stretches of text that are followed to learn where values stand, each as often as it is followed.
  package static let compiledNodes = 500_000
  /// Templates and blocks, each counted once for every kind of place it stands in.
  package static let programs = 10_000
  /// Bytes of a page: as many as a text may have, 64 MiB.
  package static let outputBytes = ValueLimits.textBytes
  /// Bytes of text and lists that the expressions of a page make on the way: 256 MiB.
  package static let valueBytes = 256 << 20
  /// Rounds of all loops of a page; an include and a block count as one each.
  package static let loopSteps = 10_000_000
}
