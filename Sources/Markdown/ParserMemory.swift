internal import CCmarkGFM
internal import CParserMemory

/// The memory of a tree, and of what is put into it: it lies apart from all that stays, and is gone with the tree.
enum ParserMemory {
  /// What the library takes memory by.
  static var allocator: UnsafeMutablePointer<cmark_mem> {
    parser_memory_allocator().assumingMemoryBound(to: cmark_mem.self)
  }

  /// Runs what parses, rewrites and prints one tree. Nothing that the library made may be used behind it.
  static func lend<Result>(_ work: () -> Result) -> Result {
    parser_memory_begin()
    defer { parser_memory_end() }
    return work()
  }

  /// A node for the tree.
  static func node(_ type: cmark_node_type) -> Node? { cmark_node_new_with_mem(type, allocator) }
}
