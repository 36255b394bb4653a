/// How far a template may go; beyond stands a located error.
public enum TemplateLimits {
  /// Levels of tags and expressions inside each other, and of lists inside a list that a template writes.
  public static let nestingDepth = 100
  /// Includes inside each other, and templates that extend each other.
  public static let includeDepth = 32
  /// Tags inside each other over all includes and blocks of a page.
  public static let renderDepth = 500
  /// Bytes of a page: 64 MiB.
  public static let outputBytes = 64 << 20
  /// Bytes of text and lists that the expressions of a page make on the way: 256 MiB.
  public static let valueBytes = 256 << 20
  /// Rounds of all loops of a page; an include and a block count as one each.
  public static let loopSteps = 10_000_000
}
