internal import ScoreLedger

/// The grammars of single values as regular expressions that ECMA-262, Python and Java read alike.
///
/// Each says what the parser takes, as far as an expression can: bounds of a scale and week 53 are left to the parser.
enum ValuePattern {
  static let date: String = {
    let years = "(?!0000)[0-9]{4}"
    let leapYears = "(?!0000)(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
    return "^(?:\(years)-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
      + "|02-(?:0[1-9]|1[0-9]|2[0-8]))|\(leapYears)-02-29)$"
  }()

  /// Of ids that need no list; a year is written without quotes as a number, too.
  static func edition(_ cadence: Cadence) -> String {
    let year = "(?!0000)[0-9]{4}"
    switch cadence {
    case .daily: return date
    case .weekly: return "^\(year)-W(?:0[1-9]|[1-4][0-9]|5[0-3])$"
    case .monthly: return "^\(year)-(?:0[1-9]|1[0-2])$"
    case .quarterly: return "^\(year)-Q[1-4]$"
    case .halfYearly: return "^\(year)-H[12]$"
    case .yearly: return "^\(year)$"
    case .irregular: return identifier(reserved: [])
    }
  }

  static func identifier(reserved: [String]) -> String {
    "^\(isNot(reserved))[A-Za-z0-9_)][A-Za-z0-9_.,+&'()!$-]{0,63}$"
  }

  static func slug(reserved: [String]) -> String {
    // Letters of other scripts count; of ASCII only small ones.
    let upper = "A-Z\\[-^`{-\\u007f"
    let end = "[^\\u0000-/:-@\(upper)]"
    return "^\(isNot(reserved))\(end)(?:[^\\u0000-,./:-@\(upper)]*\(end))?$"
  }

  static let language = "^[A-Za-z0-9]{2,3}(?:-[A-Za-z0-9]{1,8})*$"
  static let siteAddress = "^https?://(?=/*[^/])[!$-;=@-\\[\\]_a-z~]+$"
  static let path = "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000- \\u007f\\\\?#%<>\"|*:]+)+/?$"
  static let weight = "^(?:0|[1-9][0-9]?|100)(?:\\.[0-9]{1,3})?%?$"

  /// Exactly these texts.
  static func oneOf(_ texts: [String]) -> String { "^(?:\(texts.map(escaped).joined(separator: "|")))$" }

  private static func isNot(_ reserved: [String]) -> String {
    reserved.isEmpty ? "" : "(?!(?:\(reserved.map(escaped).joined(separator: "|")))$)"
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if "^$\\.*+?()[]{}|/".unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}

/// Scores and changes as the grammar of `ScoreText` reads them, with so many decimals.
struct ScorePattern {
  private let number: String
  private let zero: String
  private static let minus = "[-−]"

  /// - Parameter decimals: of the scale; nil where that is not known.
  init(decimals: Int?) {
    let digits = decimals ?? 6
    let fraction = digits > 0 ? "(?:\\.[0-9]{1,\(digits)})?" : ""
    number = "(?:0|[1-9][0-9]{0,\(14 - (decimals ?? 0))})\(fraction)"
    zero = digits > 0 ? "0(?:\\.0{1,\(digits)})?" : "0"
  }

  var score: String { "^\(Self.minus)?\(number)$" }

  var change: String { "^\(changeText)$" }

  var scoreText: String {
    "^\(Self.minus)?\(number)(?:[ \\t]*|[ \\t]+\(changeText)|(?=[▲▼—–±])\(changeText))$"
  }

  private var changeText: String {
    let something = "(?!\(zero)(?![0-9.]))\(number)"
    return "(?:[+−-]\(number)|\(zero)|▲\\+?\(something)|▼\(Self.minus)?\(something)|[—–±]\(zero))"
  }
}
