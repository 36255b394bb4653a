internal import ScoreLedger
internal import TemplateValues

/// A sentence about the ledger. Each number in it names the fact that it shows, so that the audit can compare the two.
///
/// It is written as a string with interpolations: `"\(name) leads at \(score)"`.
struct FactSentence: ExpressibleByStringInterpolation {
  /// What a number shows.
  struct Reference {
    let fact: String
    let constituent: String?
    let edition: EditionID
    /// The constituent that a gap is measured to.
    var other: String?
  }

  struct Part {
    var text: String
    let reference: Reference?
  }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var parts: [Part] = []

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) { appendInterpolation(literal) }

    mutating func appendInterpolation(_ text: String) {
      if !text.isEmpty { parts.append(Part(text: text, reference: nil)) }
    }

    mutating func appendInterpolation(_ sentence: FactSentence) { parts += sentence.parts }
  }

  private(set) var parts: [Part]

  init(stringLiteral text: String) { parts = text.isEmpty ? [] : [Part(text: text, reference: nil)] }

  init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

  init(_ text: String, showing reference: Reference) { parts = [Part(text: text, reference: reference)] }

  var text: String { parts.map(\.text).joined() }

  var capitalised: FactSentence {
    var result = self
    if !parts.isEmpty { result.parts[0].text = parts[0].text.capitalisedFirst }
    return result
  }

  static func + (left: FactSentence, right: FactSentence) -> FactSentence { "\(left)\(right)" }

  /// For the partial `sentence.html`.
  var value: TemplateValue {
    .list(
      parts.map { part in
        [
          "text": .text(part.text), "fact": .optional(part.reference?.fact),
          "constituent": .optional(part.reference?.constituent), "edition": .optional(part.reference?.edition.text),
          "to": .optional(part.reference?.other),
        ]
      })
  }
}

extension [FactSentence] {
  /// `a`, `a and b`, `a, b and c`.
  var enumerated: FactSentence {
    guard let last else { return "" }
    return count == 1 ? last : "\(dropLast().joined(by: ", ")) and \(last)"
  }
}

extension Sequence<FactSentence> {
  func joined(by separator: String) -> FactSentence {
    var result: FactSentence?
    for sentence in self { result = result.map { "\($0)\(separator)\(sentence)" } ?? sentence }
    return result ?? ""
  }
}
