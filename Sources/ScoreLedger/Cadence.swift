/// How often an index is published.
public enum Cadence: Sendable, Hashable {
  case daily
  case weekly
  case monthly
  case quarterly
  case halfYearly
  case yearly
  /// The ids in the order of their publication.
  case irregular([String])

  /// All names, as index.yml writes them.
  public static let names = ["daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly", "irregular"]

  /// The name as index.yml writes it.
  public var name: String {
    switch self {
    case .daily: "daily"
    case .weekly: "weekly"
    case .monthly: "monthly"
    case .quarterly: "quarterly"
    case .halfYearly: "half-yearly"
    case .yearly: "yearly"
    case .irregular: "irregular"
    }
  }

  /// The time between two editions; an irregular index counts in editions.
  package var period: String {
    switch self {
    case .daily: "day"
    case .weekly: "week"
    case .monthly: "month"
    case .quarterly: "quarter"
    case .halfYearly: "half-year"
    case .yearly: "year"
    case .irregular: "edition"
    }
  }

  /// Whether the day of the next edition follows from the one before.
  public var hasRhythm: Bool {
    if case .irregular = self { return false }
    return true
  }

  /// How an id is written, as an example.
  var example: String {
    switch self {
    case .daily: "2026-05-11"
    case .weekly: "2026-W20"
    case .monthly: "2026-05"
    case .quarterly: "2026-Q2"
    case .halfYearly: "2026-H1"
    case .yearly: "2026"
    case .irregular(let ids): ids.first ?? ""
    }
  }

  /// What a year has several of.
  var periods: String {
    switch self {
    case .daily: "days"
    case .weekly: "weeks"
    case .monthly: "months"
    case .quarterly: "quarters"
    case .halfYearly: "halves"
    case .yearly, .irregular: "editions"
    }
  }

  /// How many editions every year has, and how an id writes their number; nil where years differ.
  var parts: (perYear: Int, letter: String, digits: Int)? {
    switch self {
    case .monthly: (12, "", 2)
    case .quarterly: (4, "Q", 1)
    case .halfYearly: (2, "H", 1)
    case .yearly: (1, "", 0)
    case .daily, .weekly, .irregular: nil
    }
  }
}
