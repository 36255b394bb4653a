/// English number words, from zero to the millions, as people read and write them.
enum NumberWords {
  private static let small = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
  ]
  private static let tens = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
  ]
  private static let irregularOrdinals = [
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
  ]
  private static let values: [String: Int] = {
    var values = ["nil": 0, "hundred": 100, "thousand": 1000, "million": 1_000_000]
    for (value, word) in small.enumerated() { values[word] = value }
    for (value, word) in tens.enumerated() where !word.isEmpty { values[word] = value * 10 }
    return values
  }()
  private static let cardinalsByOrdinal = Dictionary(
    values.keys.filter { $0 != "nil" }.map { (ordinal($0), $0) }, uniquingKeysWith: { first, _ in first })

  static func isCardinal(_ word: String) -> Bool { values[word] != nil }

  /// The cardinal of an ordinal word: `one` of `first`.
  static func cardinal(ofOrdinal word: String) -> String? { cardinalsByOrdinal[word] }

  /// The value of cardinal words without their joints, such as `[one, hundred, five]`.
  ///
  /// The words are added up freely and then spelled again, so that only what people write is read: no `one two`.
  static func value(_ words: [String]) -> Int? {
    var total = 0
    var group = 0
    for word in words {
      guard let value = values[word] else { return nil }
      switch value {
      case ..<100: group += value
      case 100 where group < 10: group *= 100
      case 1000... where group < 1000:
        total += group * value
        group = 0
      default: return nil
      }
    }
    let spelling = spelled(total + group)?.split { $0 == " " || $0 == "-" }.filter { $0 != "and" }
    return spelling?.elementsEqual(words.map { $0 == "nil" ? "zero" : $0 }, by: ==) == true ? total + group : nil
  }

  /// `one hundred and five`; nil for what is below zero or above the millions.
  static func spelled(_ value: Int) -> String? {
    switch value {
    case 0..<20: return small[value]
    case 20..<100: return tens[value / 10] + (value % 10 == 0 ? "" : "-" + small[value % 10])
    case 100..<1000: return small[value / 100] + " hundred" + spelledRest(value % 100)
    case 1000..<1_000_000: return (spelled(value / 1000) ?? "") + " thousand" + spelledRest(value % 1000)
    case 1_000_000..<1_000_000_000:
      return (spelled(value / 1_000_000) ?? "") + " million" + spelledRest(value % 1_000_000)
    default: return nil
    }
  }

  private static func spelledRest(_ rest: Int) -> String {
    rest == 0 ? "" : (rest < 100 ? " and " : " ") + (spelled(rest) ?? "")
  }

  /// `one hundred and fifth`.
  static func spelledOrdinal(_ value: Int) -> String? {
    guard let cardinal = spelled(value) else { return nil }
    let last = String(cardinal.split { $0 == " " || $0 == "-" }.last ?? "")
    return cardinal.dropLast(last.count) + ordinal(last)
  }

  /// `1st`, `12th`, `23rd`.
  static func ordinalDigits(_ value: Int) -> String {
    let (tens, ones) = (value / 10 % 10, value % 10)
    return "\(value)" + (tens == 1 ? "th" : ones == 1 ? "st" : ones == 2 ? "nd" : ones == 3 ? "rd" : "th")
  }

  private static func ordinal(_ word: String) -> String {
    irregularOrdinals[word] ?? (word.hasSuffix("y") ? word.dropLast() + "ieth" : word + "th")
  }
}
