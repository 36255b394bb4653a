public import ScoreLedger

/// Content/index.yml as typed values.
public struct IndexSettings: Sendable {
  public struct Noun: Sendable {
    public let one: String
    public let many: String
  }

  public struct Methodology: Sendable {
    public let version: String
    public let since: EditionID?
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
  public var methodology: Methodology?
  /// An SPDX identifier or the licence's name.
  public var licence: String?
  public var isSmartPunctuationOn: Bool

  public var calendar: EditionCalendar { EditionCalendar(cadence: cadence) }
}
