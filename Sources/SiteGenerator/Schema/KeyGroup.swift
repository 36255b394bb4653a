/// The keys of one kind of mapping, declared once: the parser refuses every other, and `site schema` tells them editors.
struct KeyGroup: Sendable {
  struct Key: Sendable {
    let name: String
    let value: ValueKind
    /// A sentence or two for whoever writes the key, without a full stop where it is one.
    let about: String
    let isRequired: Bool
    let examples: [String]

    init(
      _ name: String, _ value: ValueKind, _ about: String, isRequired: Bool = false, examples: [String] = []
    ) {
      self.name = name
      self.value = value
      self.about = about
      self.isRequired = isRequired
      self.examples = examples
    }
  }

  /// What no single key says of itself.
  enum Rule: Sendable {
    /// The first key needs the second.
    case needs(String, String)
    /// An article has a day or an edition that tells it, unless it is a draft.
    case dayUnlessDraft
    /// The list of editions belongs to the irregular cadence, and only to that.
    case editionsOfIrregular
  }

  /// As problems name it: `an article`.
  let name: String
  let keys: [Key]
  var rules: [Rule] = []

  var names: [String] { keys.map(\.name) }
}

/// What may stand behind a key.
indirect enum ValueKind: Sendable {
  case text
  /// A list of texts; one text stands for a list of one.
  case texts
  case boolean
  case date
  case edition
  /// An id of the index, or an alias.
  case constituent
  case score
  /// A score, or the words `not rated`.
  case scoreOrNone
  /// A score, and its change where that is stated: `97 ▲+2`.
  case scoreText
  case change
  /// From the first to the second, both included.
  case wholeNumber(Int, Int)
  case weight
  case choice([String])
  case siteAddress
  case languageTag
  /// A name that constituents and editions go by in addresses; never one of the reserved.
  case identifier(reserved: [String])
  case identifiers
  /// Lower-case letters, digits and hyphens; never one of the reserved.
  case slug(reserved: [String])
  /// Old addresses in this site.
  case paths
  /// Values by the ids of constituents.
  case table(ValueKind)
  /// Values by the ids of the methodology's dimensions.
  case dimensions
  /// Free values for templates.
  case free
  case group(KeyGroup, mayBeEmpty: Bool)
  case groups(KeyGroup, mayBeEmpty: Bool)
  /// One group, or a list of them.
  case oneOrMore(KeyGroup)
  case either(ValueKind, ValueKind)
}
