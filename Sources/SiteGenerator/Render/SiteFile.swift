internal import ScoreLedger

/// All that a file is made from; `Ingredients` tells what that is just now.
enum Recipe: Sendable {
  /// What every file is made with, and no more.
  case nothing
  /// The whole ledger and no text but its own.
  case ledger
  /// The ledger and lists of pages.
  case lists
  case table(EditionID)
  /// The last editions up to one: at most so many, or all.
  case tables(upTo: EditionID, editions: Int?)
  /// Articles, by their places in the plan, and corrections.
  case feed([Int])
  /// A page in any form, by its place in the plan.
  case page(Int)
  /// All that an edition's articles bring with them, by its place in the ledger.
  case family(Int)
}

/// What a file comes of: all that it is made from, and what it shows of that. Nil where nobody knows.
struct FileOrigin: Sendable {
  var recipe: Fingerprint?
  var shown: Fingerprint?
  /// The number of its family; nil where it belongs to none.
  var family: Int?
}

/// A page that lacks only its HTML.
struct PageDraft: Sendable {
  /// Of what the page will show.
  let shown: Fingerprint
  let make: @Sendable () throws(RenderError) -> [UInt8]
}

/// A file of the site, and how its bytes come about: nothing is made before somebody asks. One reference, since there are
/// many of them, and several threads hand them on.
final class SiteFile: Sendable {
  let path: SitePath
  /// Nil for what is made on every build.
  let recipe: Recipe?
  /// Files of one neighbourhood show much of the same; they are made one after the other, so that what was printed for
  /// one is at hand for the next. 0 where a file has no neighbours.
  let neighbourhood: Int
  /// The number of its family among those that do not stay; nil where it belongs to none.
  let family: Int?
  /// Gathers what the file shows, where it is made from much that it does not show.
  let draft: (@Sendable () throws(RenderError) -> PageDraft)?
  let make: @Sendable () throws(RenderError) -> [UInt8]

  init(
    _ path: SitePath, _ recipe: Recipe? = nil, neighbourhood: Int = 0, family: Int? = nil,
    draft: (@Sendable () throws(RenderError) -> PageDraft)? = nil,
    _ make: @escaping @Sendable () throws(RenderError) -> [UInt8]
  ) {
    self.path = path
    self.recipe = recipe
    self.neighbourhood = neighbourhood
    self.family = family
    self.draft = draft
    self.make = make
  }

  convenience init(_ path: SitePath, _ recipe: Recipe? = nil, text: @escaping @Sendable () -> String) {
    self.init(path, recipe) { () throws(RenderError) in Array(text().utf8) }
  }
}
