internal import Dispatch
internal import Synchronization

/// A value that several files share: made when the first of them asks, and once, whichever thread that is on. Who asks
/// meanwhile waits for it; who asks later waits for nobody.
final class Shared<Value: Sendable, Failure: Error>: Sendable {
  private let make: @Sendable () throws(Failure) -> Value
  private let making = Mutex<Void>(())
  private let made = AtomicLazyReference<Made<Value, Failure>>()

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
  let count: Int
  private let make: @Sendable (Int) throws(Failure) -> Value
  // Each place is only ever asked as the atomic that it is.
  nonisolated(unsafe) private let made: UnsafeMutablePointer<AtomicLazyReference<Made<Value, Failure>>>

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

/// What became of making a value.
private final class Made<Value: Sendable, Failure: Error>: Sendable {
  let result: Result<Value, Failure>

  init(_ result: Result<Value, Failure>) { self.result = result }
}
