/// The words that tell what a number in running text is about.
enum ProseWords {
  /// What a possessive may own for the sentence to be about the constituent.
  static let ownNouns: Set<String> = ["score", "rating", "rank", "place", "position"]
  static let ownChanges: Set<String> = [
    "rise", "fall", "gain", "loss", "increase", "decrease", "climb", "slip", "jump", "drop",
  ]
  /// Words before a mention that make it what another is compared with.
  static let comparing: Set<String> = [
    "below", "above", "behind", "over", "than", "against", "beside", "past", "under", "of", "from", "between",
    "with",
  ]
  /// Behind `in the`, they make a number a time of the day.
  static let timesOfDay: Set<String> = ["morning", "afternoon", "evening", "night"]
  /// Words behind which another subject is spoken of.
  static let strangers: Set<String> = [
    "while", "whereas", "although", "though", "because", "as", "than", "average", "mean", "median", "gap", "lead",
    "margin", "rival", "rivals", "others", "sales", "revenue", "revenues", "profit", "profits", "price", "prices",
    "stock", "share", "shares", "deliveries", "orders", "margins", "employees", "staff", "customers", "stores",
  ]
  static let clauseMarks: Set<String> = [",", "(", ")", ":", "—", "–", "and", "but"]
  static let past: Set<String> = ["was", "were", "stood", "had", "ago", "earlier", "previously", "last", "before"]
  static let pastTimes: Set<String> = ["ago", "earlier", "previously", "last"]
  static let nameMarks: Set<String> = [",", ":", "(", "—", "–"]
  static let adverbs: Set<String> = [
    "now", "still", "again", "also", "then", "just", "only", "currently", "back", "further", "even", "already",
    "since",
  ]

  static let beforeScore: Set<String> = ["at", "on", "to", "from", "scores", "scored", "rated", "reached"]
  static let beforeRank: Set<String> = [
    "is", "was", "ranks", "ranked", "in", "holds", "held", "stands", "stood", "lies", "sits", "takes", "took",
    "remains", "stays", "comes", "came", "to", "into", "at", "from", "joint", "tied", "rank",
  ]
  static let beforeChange: Set<String> = [
    "is", "was", "are", "were", "has", "have", "had", "and", "but", "it", "score", "rating", "which", "s", "a", "an",
    "the", "with", "after", "moved", "went", ",", "(", ":", "—", "–", "at", "by",
  ]

  /// Marks that may end a number's clause, besides the end of the sentence.
  static let marksBehind: Set<String> = [",", ".", ";", ":", ")", "(", "—", "–", "!", "?", "”", "’", "\"", "▲", "▼"]
  static let functionWords: Set<String> = [
    "and", "but", "or", "yet", "after", "before", "since", "when", "where", "up", "down", "from", "in", "with", "while",
    "for", "on", "against", "which", "this", "as", "to", "the", "than", "last", "now", "again", "today", "yesterday",
    "overall", "so",
  ]
  /// A rank is followed by these only before one of `tables` or a number.
  static let beforeTables: Set<String> = ["of", "in", "on", "for"]
  static let tables: Set<String> = [
    "table", "index", "ranking", "rankings", "list", "league", "standings", "edition", "week", "month",
  ]
  /// What makes `first to market` and `second to none` no ranks.
  static let notBehindRank: Set<String> = ["to", "the", "when", "where", "or", "so", "than", "since"]
}
