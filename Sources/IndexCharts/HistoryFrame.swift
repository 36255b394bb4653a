internal import Synchronization

/// What the histories of all constituents over the same editions have in common, if their axes agree: all but the subject.
struct HistoryFrame: Sendable {
  struct Key: Hashable {
    let window: Range<Int>
    let reach: ValueSpan
    let ticks: [Int]
    let top: Int
  }

  /// The ticks of both axes.
  let axes: SVGMarkup
  /// The lines of the field, each with the constituent that it is of, or its band, which is of nobody.
  let context: [(id: String?, markup: SVGMarkup)]
}

/// Frames that were made lately: charts come edition by edition.
final class HistoryFrames: Sendable {
  private static let most = 128

  private let frames = Mutex<[HistoryFrame.Key: HistoryFrame]>([:])

  /// - Parameter make: what it makes depends on the key alone, so that it may run on several threads at once.
  func frame(_ key: HistoryFrame.Key, make: () -> HistoryFrame) -> HistoryFrame {
    if let known = frames.withLock({ $0[key] }) { return known }
    let frame = make()
    frames.withLock { frames in
      if frames.count >= Self.most { frames.removeAll(keepingCapacity: true) }
      frames[key] = frame
    }
    return frame
  }
}
