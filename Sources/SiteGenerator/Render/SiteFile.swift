internal import Dispatch
internal import ScoreLedger
internal import Synchronization

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

/// A value that several files share: made when the first of them asks, and once, whichever thread that is on. Who asks
/// meanwhile waits for it; who asks later waits for nobody.
final class Shared<Value: Sendable, Failure: Error>: Sendable {
  private final class Made: Sendable {
    let result: Result<Value, Failure>

    init(_ result: Result<Value, Failure>) { self.result = result }
  }

  private let make: @Sendable () throws(Failure) -> Value
  private let making = Mutex<Void>(())
  private let made = AtomicLazyReference<Made>()

  init(_ make: @escaping @Sendable () throws(Failure) -> Value) { self.make = make }

  func value() throws(Failure) -> Value {
    if let made = made.load() { return try made.result.get() }
    let made = making.withLock { _ in
      if let made = self.made.load() { return made }
      let result: Result<Value, Failure>
      do throws(Failure) { result = .success(try make()) } catch { result = .failure(error) }
      return self.made.storeIfNil(Made(result))
    }
    return try made.result.get()
  }
}

extension Shared where Failure == Never {
  /// The same, which another thread makes meanwhile.
  func begun() -> Shared {
    DispatchQueue.global().async { _ = self.value() }
    return self
  }

  /// The same, which another thread makes meanwhile, and another value after it.
  func begun<Other>(before other: Shared<Other, Never>) -> Shared {
    DispatchQueue.global().async {
      _ = self.value()
      _ = other.value()
    }
    return self
  }
}

/// Values of a list that several files share: each is made when the first of them asks. Where two ask at once, both may
/// make it, and the first stands.
///
/// There may be very many, of which an edit asks for hardly one: none costs more than its place.
final class SharedList<Value: Sendable, Failure: Error>: Sendable {
  private final class Made: Sendable {
    let result: Result<Value, Failure>

    init(_ result: Result<Value, Failure>) { self.result = result }
  }

  let count: Int
  private let make: @Sendable (Int) throws(Failure) -> Value
  // Each place is only ever asked as the atomic that it is.
  nonisolated(unsafe) private let made: UnsafeMutablePointer<AtomicLazyReference<Made>>

  /// - Parameter make: the value at a place.
  init(_ count: Int, _ make: @escaping @Sendable (Int) throws(Failure) -> Value) {
    (self.count, self.make) = (count, make)
    made = .allocate(capacity: count)
    for place in 0..<count { (made + place).initialize(to: AtomicLazyReference()) }
  }

  deinit {
    made.deinitialize(count: count)
    made.deallocate()
  }

  func value(_ place: Int) throws(Failure) -> Value {
    precondition(place >= 0 && place < count)
    if let made = made[place].load() { return try made.result.get() }
    let result: Result<Value, Failure>
    do throws(Failure) { result = .success(try make(place)) } catch { result = .failure(error) }
    return try made[place].storeIfNil(Made(result)).result.get()
  }
}
