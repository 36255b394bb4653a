/// Numbers and ordinals in English words.
enum NumberWords {
  private static let small = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
  ]
  private static let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
  private static let irregularOrdinals = [
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
  ]
  private static let values: [String: Int] = {
    var values = Dictionary(uniqueKeysWithValues: small.enumerated().map { ($1, $0) })
    for (index, word) in tens.enumerated() { values[word] = (index + 2) * 10 }
    values["nil"] = 0
    return values
  }()
  private static let ordinalValues: [String: Int] = {
    var ordinals: [String: Int] = [:]
    for (word, value) in values where word != "nil" { ordinals[ordinal(ofWord: word)] = value }
    return ordinals
  }()

  private static func ordinal(ofWord word: String) -> String {
    if let irregular = irregularOrdinals[word] { return irregular }
    return word.hasSuffix("y") ? word.dropLast() + "ieth" : word + "th"
  }

  /// Reads a number at the start of some words: `one hundred and five`, `twenty-first`. Of at most six digits.
  /// - Returns: how many words it takes, and whether it is an ordinal; nil where no number starts.
  static func read(_ words: ArraySlice<String>) -> (value: Int, count: Int, isOrdinal: Bool)? {
    var (total, group) = (0, 0)
    var index = words.startIndex
    var hasNumber = false
    var lastSmall = Int.max
    while index < words.endIndex {
      let word = words[index]
      if let ordinal = ordinalValues[word], ordinal > 0, ordinal < lastSmall {
        return (total + group + ordinal, index + 1 - words.startIndex, true)
      }
      if let value = values[word], value < lastSmall, value > 0 || !hasNumber {
        group += value
        lastSmall = value >= 20 ? 10 : value == 0 ? 0 : 1
      } else if word == "hundred", hasNumber, (1...9).contains(group) {
        group *= 100
        lastSmall = 100
      } else if word == "thousand", hasNumber, total == 0, group > 0 {
        (total, group) = (group * 1000, 0)
        lastSmall = 1000
      } else if word == "and", hasNumber, group % 100 == 0, index + 1 < words.endIndex,
        values[words[index + 1]] != nil || ordinalValues[words[index + 1]] != nil
      {
        index += 1
        continue
      } else {
        break
      }
      hasNumber = true
      index += 1
    }
    return hasNumber ? (total + group, index - words.startIndex, false) : nil
  }

  /// Nil from a million on.
  static func cardinal(_ number: Int) -> String? {
    switch number {
    case 0..<20: return small[number]
    case 20..<100: return tens[number / 10 - 2] + (number % 10 == 0 ? "" : "-" + small[number % 10])
    case 100..<1000:
      let rest = number % 100
      return small[number / 100] + " hundred" + (rest == 0 ? "" : " and " + (cardinal(rest) ?? ""))
    case 1000..<1_000_000:
      let rest = number % 1000
      let joint = rest == 0 ? "" : rest < 100 ? " and " : " "
      return (cardinal(number / 1000) ?? "") + " thousand" + (rest == 0 ? "" : joint + (cardinal(rest) ?? ""))
    default: return nil
    }
  }

  /// `sixth`; nil for hundreds, which are better in digits.
  static func ordinal(_ number: Int) -> String? {
    guard (1..<100).contains(number), let words = cardinal(number) else { return nil }
    let parts = words.split(separator: "-").map(String.init)
    return (parts.dropLast() + [ordinal(ofWord: parts.last ?? "")]).joined(separator: "-")
  }

  /// `6th`.
  static func ordinalDigits(_ number: Int) -> String {
    let ending =
      switch (number % 100, number % 10) {
      case (11...13, _): "th"
      case (_, 1): "st"
      case (_, 2): "nd"
      case (_, 3): "rd"
      default: "th"
      }
    return "\(number)\(ending)"
  }
}
