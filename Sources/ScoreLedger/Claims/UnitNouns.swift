/// A noun that may stand behind an amount.
struct UnitNoun: Sendable, Hashable {
  let singular: String
  let plural: String
  /// Whether scores are counted in it.
  let isUnit: Bool
  /// Whether ranks are counted in it.
  let isPlace: Bool

  init(_ singular: String, _ plural: String, isUnit: Bool = false) {
    self.singular = singular
    self.plural = plural
    self.isUnit = isUnit
    isPlace = ["place", "position", "rank", "spot"].contains(singular.lowercased())
  }

  /// Percent signs and the like stand without a space.
  var isGlued: Bool { ["%", "‰", "°"].contains { singular.hasPrefix($0) } }

  /// The amount with this noun behind it, such as `1 point`.
  func text(_ amount: String) -> String {
    let noun = amount == "1" ? singular : plural
    return noun.isEmpty ? amount : amount + (isGlued ? "" : " ") + noun
  }
}

/// The nouns that amounts on a scale are written with.
struct UnitNouns: Sendable {
  static let place = UnitNoun("place", "places")

  /// What changes of the scale are filled in with.
  let unit: UnitNoun
  /// How each form of each noun is read, the scale's own first.
  let forms: [(words: [String], noun: UnitNoun, isPlural: Bool)]

  init(unit text: String) {
    unit = Self.noun(of: text)
    let percent = ["%", "percent", "per cent"]
    var nouns = [unit, UnitNoun(unit.singular, unit.singular + "s", isUnit: true)]
    if percent.contains(text.lowercased()) {
      nouns += percent.map { UnitNoun($0, $0, isUnit: true) }
      nouns.append(UnitNoun("percentage point", "percentage points", isUnit: true))
    }
    nouns += [UnitNoun("point", "points", isUnit: true), Self.place]
    nouns += ["position", "rank", "spot", "day", "week", "month", "quarter", "year", "edition"].map {
      UnitNoun($0, $0 + "s")
    }
    forms = nouns.flatMap { noun in
      [(noun.plural, true), (noun.singular, false)].map { form, isPlural in
        (words: ClaimToken.tokens(of: form).map(\.word), noun: noun, isPlural: isPlural)
      }
    }.filter { !$0.words.isEmpty }
  }

  /// Singular and plural of a scale's unit; a unit that is no English plural, such as `kg`, is left as it is.
  private static func noun(of unit: String) -> UnitNoun {
    if unit.lowercased() == "point" { return UnitNoun(unit, unit + "s", isUnit: true) }
    guard unit.hasSuffix("s"), unit.count > 3, !unit.hasSuffix("ss") else {
      return UnitNoun(unit, unit, isUnit: true)
    }
    return UnitNoun(unit.hasSuffix("ies") ? unit.dropLast(3) + "y" : String(unit.dropLast()), unit, isUnit: true)
  }
}

extension UnitNouns {
  /// Whether a word is a noun of scores by itself.
  func contains(_ word: String) -> Bool { forms.contains { $0.noun.isUnit && $0.words == [word] } }
}
