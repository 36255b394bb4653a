/// The words that say which way a score or a rank went, in pairs of opposites of the same kind.
enum DirectionWords {
  struct Entry: Sendable, Hashable {
    let words: [String]
    let isUp: Bool
    let opposite: String
  }

  /// Where a word stands in two pairs, its first pair gives the opposite.
  private static let pairs = [
    ("up", "down"), ("moved up", "moved down"), ("went up", "went down"), ("moves up", "moves down"),
    ("goes up", "goes down"), ("rose", "fell"), ("rises", "falls"), ("rise", "fall"), ("a rise", "a fall"),
    ("rising", "falling"), ("gained", "lost"), ("gains", "loses"), ("gain", "loss"), ("a gain", "a loss"),
    ("gaining", "losing"), ("added", "shed"), ("adds", "sheds"), ("climbed", "slipped"), ("climbs", "slips"),
    ("climb", "slip"), ("climbing", "slipping"), ("climbed", "slid"), ("climbs", "slides"), ("advanced", "declined"),
    ("advances", "declines"), ("jumped", "dropped"), ("jumps", "drops"), ("a jump", "a drop"), ("jump", "drop"),
    ("increased", "decreased"), ("increases", "decreases"), ("an increase", "a decrease"), ("increase", "decrease"),
    ("higher", "lower"),
  ]

  /// Those of two words first, so that the first match is the right one.
  static let all: [Entry] = {
    let entries = pairs.flatMap { up, down in
      [
        Entry(words: up.split(separator: " ").map(String.init), isUp: true, opposite: down),
        Entry(words: down.split(separator: " ").map(String.init), isUp: false, opposite: up),
      ]
    }
    return entries.filter { $0.words.count > 1 } + entries.filter { $0.words.count == 1 }
  }()

  private static let isUpBySingleWord = Dictionary(
    all.filter { $0.words.count == 1 }.map { ($0.words[0], $0.isUp) }, uniquingKeysWith: { first, _ in first })

  /// Which way a single word goes; nil when it goes nowhere.
  static func isUp(_ word: String) -> Bool? { isUpBySingleWord[word] }

  /// Which way the last direction word goes among the last four words of a text.
  static func isUp(endOf text: String) -> Bool? {
    let words = ClaimToken.tokens(of: text).filter { $0.kind != .symbol }.suffix(4)
    return words.reversed().lazy.compactMap { isUp($0.word) }.first
  }

  /// Ways to say that nothing changed; the longest first.
  static let unchanged = [
    "stayed in the same place", "in the same place", "in the same position", "in the same spot", "the same place",
    "the same position", "the same rank", "the same spot", "the same score", "stayed the same", "stayed unchanged",
    "stayed flat", "stayed put", "did not move", "did not change", "stood still", "no change", "the same",
    "unchanged", "flat", "stayed",
  ].map { $0.split(separator: " ").map(String.init) }
}
