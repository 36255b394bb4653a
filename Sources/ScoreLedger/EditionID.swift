/// The name of one publication of the table, in its one written form, such as `2026-W20`.
///
/// Only an `EditionCalendar` makes one, so an id that exists is an edition of its calendar. Ids of different calendars
/// have no order among them.
public struct EditionID: Sendable, Hashable {
  public let text: String
  /// The place in time order among the editions of its calendar.
  package let ordinal: Int

  public func hash(into hasher: inout Hasher) { hasher.combine(ordinal) }

  public static func == (left: EditionID, right: EditionID) -> Bool {
    left.ordinal == right.ordinal && left.text == right.text
  }

  /// The name as a folder of the site: `2026-w20`.
  public var pathComponent: String { text.lowercased() }
}
