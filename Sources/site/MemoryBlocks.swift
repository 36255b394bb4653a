internal import Foundation

/// How glibc takes memory from the system and gives it back, where the program was not linked with jemalloc.
enum MemoryBlocks {
  /// Bytes. Whoever wants as many at once is busy for so long that asking the system does not count.
  private static let large: Int32 = 1 << 20
  /// Bytes that are taken at a time for smaller blocks: many of these are made, and asking for some pages each time counts.
  private static let step: Int32 = 4 << 20

  /// Large blocks are given back as soon as they are freed, and small ones are taken in large steps: glibc raises its own
  /// limit with each large block that is freed, until it gives nothing back.
  static func areSized() {
    // They have no names in Swift.
    typealias Call = @convention(c) (Int32, Int32) -> Int32
    let (padding, threshold): (Int32, Int32) = (-2, -3)
    guard let program = dlopen(nil, RTLD_NOW), let symbol = dlsym(program, "mallopt") else { return }
    defer { dlclose(program) }
    let set = unsafeBitCast(symbol, to: Call.self)
    _ = set(threshold, large)
    _ = set(padding, step)
  }
}
