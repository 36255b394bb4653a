import Foundation

private let target = FuzzTarget(rawValue: ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? "") ?? .markdown

/// Called by libFuzzer for each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  target.feed(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ argumentCount: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutableRawPointer,
  _ feed: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager makes `main` a name for this, so that libFuzzer's own is not linked.
@_cdecl("fuzz_main")
public func runFuzzer(_ argumentCount: CInt, _ arguments: UnsafeMutableRawPointer) -> CInt {
  var count = argumentCount
  var list = arguments
  return withUnsafeMutablePointer(to: &list) { runFuzzer(&count, $0, fuzzOneInput) }
}
