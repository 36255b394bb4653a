public import ScoreLedger

/// Content/index.yml as typed values.
public struct IndexSettings: Sendable {
  public struct Noun: Sendable {
    public let one: String
    public let many: String
  }

  public var title: String
  public var tagline: String?
  public var description: String?
  public var publisher: String?
  /// Where the site will stand; ends in a slash. Needed only where a URL must be absolute.
  public var url: String?
  public var language: String
  public var timeZone: String
  public var scale: Scale
  public var cadence: Cadence
  public var noun: Noun
  public var constituents: [Constituent]
  public var methodology: Methodology
  /// An SPDX identifier or the licence's name.
  public var licence: String?
  public var isSmartPunctuationOn: Bool
  /// Whether raw HTML in bodies reaches the pages as it is.
  public var isRawHTMLAllowed: Bool

  public var calendar: EditionCalendar { EditionCalendar(cadence: cadence) }
}

extension IndexSettings {
  /// The constituent that an id, an alias or a name stands for, as a person types it in a command: in any case.
  func constituent(typed name: String) -> Constituent? {
    let names = ConstituentNames(constituents)
    let id = names.id(forName: name) ?? names.written.first { $0.name.lowercased() == name.lowercased() }?.id
    return constituents.first { $0.id == id }
  }
}

/// An index with what its texts are read against, so that each is made once.
struct IndexNames: Sendable {
  let settings: IndexSettings
  let calendar: EditionCalendar
  let constituents: ConstituentNames

  init(_ settings: IndexSettings) {
    self.settings = settings
    calendar = settings.calendar
    constituents = ConstituentNames(settings.constituents)
  }
}

/// By which names constituents are known.
struct ConstituentNames: Sendable {
  /// Ids and aliases; what front matter and `index:` URLs may say.
  private var identifiers: [String: String] = [:]
  /// Names; what tables and prose may say besides.
  private var names: [String: String] = [:]

  init(_ constituents: [Constituent]) {
    for constituent in constituents {
      for alias in constituent.aliases { identifiers[alias] = constituent.id }
      names[constituent.name] = constituent.id
    }
    for constituent in constituents { identifiers[constituent.id] = constituent.id }
  }

  /// The id that an id or an alias stands for.
  func id(for text: String) -> String? { identifiers[text] }

  /// The id that an id, an alias or a name stands for.
  func id(forName text: String) -> String? { identifiers[text] ?? names[text] }

  /// Names and aliases with their ids, in the order of the names.
  var written: [(name: String, id: String)] {
    names.merging(identifiers) { first, _ in first }.map { (name: $0.key, id: $0.value) }.sorted { $0.name < $1.name }
  }
}

extension IndexSettings {
  /// Leaves out what belongs to editions that start after a day.
  mutating func forget(after day: CalendarDate) {
    let calendar = calendar
    func isLater(_ edition: EditionID?) -> Bool { edition.flatMap(calendar.firstDay).map { $0 > day } ?? false }
    constituents = constituents.filter { !isLater($0.joined) }.map { one in
      guard isLater(one.left) else { return one }
      return Constituent(
        id: one.id, name: one.name, category: one.category, strategy: one.strategy, aliases: one.aliases,
        joined: one.joined)
    }
    methodology = Methodology(versions: methodology.versions.filter { !isLater($0.since) })
  }
}

/// Whether a text names any constituent: what has no name in it holds no claim.
struct NameSearch: Sendable {
  /// The first words of names in UTF-8 by their first byte.
  private var firstWords: [[[UInt8]]] = Array(repeating: [], count: 256)
  /// Bits of a byte: whether it is part of a word, and whether a first word starts with it.
  private static let (inWord, first): (UInt8, UInt8) = (1, 2)
  private let kinds: [UInt8]

  init(_ names: ConstituentNames) {
    for (name, _) in names.written {
      let word = Array(name.utf8.prefix(while: Self.isInWord))
      if let first = word.first, !firstWords[Int(first)].contains(word) { firstWords[Int(first)].append(word) }
    }
    kinds = (UInt8.min...UInt8.max).map { [firstWords] byte in
      Self.isInWord(byte) ? Self.inWord | (firstWords[Int(byte)].isEmpty ? 0 : Self.first) : 0
    }
  }

  /// - Parameter text: in UTF-8.
  /// - Complexity: O(length of the text).
  func isFound(in text: [UInt8]) -> Bool { text.withUnsafeBufferPointer(isFound) }

  func isFound(in text: String) -> Bool {
    var text = text
    return text.withUTF8(isFound)
  }

  private func isFound(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    kinds.withUnsafeBufferPointer { kinds in
      var before: UInt8 = 0
      for index in bytes.indices {
        let kind = kinds[Int(bytes[index])]
        // One branch, which is hardly ever taken.
        let isStart = kind & Self.first & ~(before << 1) != 0
        before = kind & Self.inWord
        guard isStart else { continue }
        for word in firstWords[Int(bytes[index])] where bytes[index...].starts(with: word) { return true }
      }
      return false
    }
  }

  /// Letters of other scripts count, and so does the punctuation beyond ASCII: a name is looked for again, word by word.
  private static func isInWord(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte >= 0x80
  }
}
