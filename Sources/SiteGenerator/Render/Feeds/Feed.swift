internal import ScoreLedger

/// A feed as a reader's program gets it, whatever the format. Every address is absolute, every day is from the content.
struct Feed {
  struct Entry {
    /// Never changes, whatever becomes of the title.
    let id: String
    let address: String
    let title: String
    let published: CalendarDate
    let updated: CalendarDate
    var authors: [String] = []
    var tags: [String] = []
    var summary: String?
    /// The whole text.
    let html: [UInt8]
  }

  let title: String
  let description: String?
  let language: String
  let publisher: String
  /// The page that it is of.
  let page: String
  let atomAddress: String
  let jsonAddress: String
  /// The newest first; there is always one.
  let entries: [Entry]

  var updated: CalendarDate? { entries.map(\.updated).max() }

  /// Content carries days; a feed wants a time, so a day starts at midnight UTC.
  static func time(_ day: CalendarDate) -> String { day.iso + "T00:00:00Z" }
}
