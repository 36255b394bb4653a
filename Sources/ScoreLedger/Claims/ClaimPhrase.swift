/// What a claim says, with the place of each of its parts, so that a part can be written anew.
struct ClaimPhrase: Sendable, Hashable {
  enum Style: Sendable, Hashable {
    case digits(separator: String)
    case words
    case ordinalDigits
    case ordinalWords
    /// Such as `the lead`: rank 1 without a number.
    case name
  }

  struct Amount: Sendable, Hashable {
    /// Never negative.
    let value: ExactNumber
    let style: Style
    let range: Range<Int>

    var isOrdinal: Bool { style == .ordinalDigits || style == .ordinalWords }
  }

  struct Direction: Sendable, Hashable {
    let entry: DirectionWords.Entry
    let range: Range<Int>
  }

  struct Sign: Sendable, Hashable {
    let isMinus: Bool
    /// `-`, `−`, `+`, `minus` or `plus`.
    let word: String
    let range: Range<Int>
  }

  /// An arrow, or `±` or a dash before a zero.
  struct Glyph: Sendable, Hashable {
    let isUp: Bool?
    let range: Range<Int>
  }

  struct Noun: Sendable, Hashable {
    let noun: UnitNoun
    let isPlural: Bool
    /// Whether a hyphen joins it to the amount, which keeps it in the singular: `a two-point rise`.
    let isJoined: Bool
    let range: Range<Int>
  }

  var direction: Direction?
  var glyph: Glyph?
  var sign: Sign?
  /// A `by` or `of` without a direction word before it.
  var hasLeadingBy = false
  var amount: Amount?
  var noun: Noun?
  /// Such as `in a row`.
  var hasFiller = false
  var isUnchanged = false
  /// Whether the claim names a rank by more than an ordinal: `#6`, `in sixth place`.
  var isRank = false
  /// Whether the rank stands behind `in`.
  var isBehindIn = false
  /// The word or sign of a tie, with the white space that goes when it goes.
  var tie: Range<Int>?

  /// Which way the phrase itself goes.
  var isUp: Bool? { direction?.entry.isUp ?? glyph?.isUp ?? sign.map { !$0.isMinus } }
}
