internal import Foundation

/// Blocks of memory that are given back to the system as soon as they are freed.
enum LargeBlocks {
  /// Bytes. Whoever wants as many is busy for so long that asking the system does not count.
  private static let least: Int32 = 1 << 20

  /// glibc raises its own limit with each large block that is freed, until it gives nothing back.
  static func areGivenBack() {
    // It has no name in Swift.
    typealias Call = @convention(c) (Int32, Int32) -> Int32
    let threshold: Int32 = -3
    guard let program = dlopen(nil, RTLD_NOW), let symbol = dlsym(program, "mallopt") else { return }
    defer { dlclose(program) }
    _ = unsafeBitCast(symbol, to: Call.self)(threshold, least)
  }
}
