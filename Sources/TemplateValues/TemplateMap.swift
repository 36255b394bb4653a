internal import Synchronization

/// Values by name, in the order in which they were put in; copying is cheap.
///
/// Names are compared byte by byte. Reading a value looks through a few entries, or into a table where there are many.
public struct TemplateMap: Sendable, ExpressibleByDictionaryLiteral {
  fileprivate struct Entry: Sendable {
    let key: MapKey
    let value: TemplateValue
  }

  /// One object, so that to copy a map is to count one reference.
  fileprivate final class Storage: Sendable {
    static let most = 24
    let entries: [Entry]
    /// Of few entries the keys are near one another anyway.
    static let few = 6
    /// The hashes of the keys side by side, so that most of a search stays within one line of the cache; empty where there
    /// are few.
    let hashes: [UInt32]
    /// Where the entry of a key stands, if there are many.
    let places: [MapKey: Int]
    let digest = AtomicLazyReference<MapDigest>()

    init(_ entries: [Entry]) {
      self.entries = entries
      hashes = entries.count > Self.few ? entries.map(\.key.hash) : []
      guard entries.count > Self.most else {
        places = [:]
        return
      }
      places = Dictionary(entries.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { $1 })
    }

    /// Where the entry of the key at a place of a path stands. The key is looked at where it is: a copy would be counted.
    func place(of path: UnsafeBufferPointer<MapKey>, at index: Int) -> Int? {
      if entries.count > Self.most { return places[path[index]] }
      let hash = path[index].hash
      if hashes.isEmpty {
        for place in entries.indices
        where entries[place].key.hash == hash && entries[place].key.text == path[index].text {
          return place
        }
        return nil
      }
      for place in hashes.indices where hashes[place] == hash && entries[place].key.text == path[index].text {
        return place
      }
      return nil
    }

    /// What a map of an entry holds; nil for any other value.
    func map(at place: Int) -> HeldMap? { HeldMap(entries[place].value) }

    func place(of key: MapKey) -> Int? {
      withUnsafePointer(to: key) { place(of: UnsafeBufferPointer(start: $0, count: 1), at: 0) }
    }
  }

  fileprivate var storage: Storage

  fileprivate init(_ storage: Storage) { self.storage = storage }

  /// A later pair replaces the value of an earlier one of the same key.
  public init(_ pairs: [(String, TemplateValue)] = []) {
    var entries: [Entry] = []
    var places: [MapKey: Int] = [:]
    entries.reserveCapacity(pairs.count)
    let isLong = pairs.count > Storage.most
    /// A bit for some keys each: where the bit of a key is not set, the key is new.
    var seen: UInt64 = 0
    for (text, value) in pairs {
      let entry = Entry(key: MapKey(text), value: value)
      let bit: UInt64 = 1 << UInt64(entry.key.hash & 63)
      defer { seen |= bit }
      if !isLong, seen & bit == 0 {
        entries.append(entry)
      } else if let known = isLong ? places[entry.key] : entries.firstIndex(where: { $0.key == entry.key }) {
        entries[known] = entry
      } else {
        if isLong { places[entry.key] = entries.count }
        entries.append(entry)
      }
    }
    storage = Storage(entries)
  }

  public init(dictionaryLiteral elements: (String, TemplateValue)...) { self.init(elements) }

  public var keys: [String] { storage.entries.map(\.key.text) }
  package var values: [TemplateValue] { storage.entries.map(\.value) }
  package var count: Int { storage.entries.count }

  /// Hands out every key with its value, in their order.
  package func visit(_ body: (String, TemplateValue) -> Void) {
    storage.entries.withUnsafeBufferPointer { entries in
      for index in entries.indices { body(entries[index].key.text, entries[index].value) }
    }
  }

  /// What somebody has made of all that the map holds; made when it is first asked for. It is kept with the map and its
  /// copies: pages show the same maps again and again.
  /// - Parameter make: what it makes is the same each time.
  package func digest(make: () -> MapDigest) -> MapDigest { storage.digest.load() ?? storage.digest.storeIfNil(make()) }

  /// Of this very map and its copies.
  package var identity: ObjectIdentifier { ObjectIdentifier(storage) }

  package subscript(key: MapKey) -> TemplateValue? { storage.place(of: key).map { storage.entries[$0].value } }

  /// The map with some keys set, as if one after the other.
  /// - Complexity: O(count) and O(keys that are new) for each.
  public func setting(_ pairs: KeyValuePairs<String, TemplateValue>) -> TemplateMap {
    var entries = storage.entries
    entries.reserveCapacity(entries.count + pairs.count)
    let known = entries.count
    for (text, value) in pairs {
      let entry = Entry(key: MapKey(text), value: value)
      let added = entries[known...].firstIndex { $0.key == entry.key }
      if let place = storage.place(of: entry.key) ?? added { entries[place] = entry } else { entries.append(entry) }
    }
    var map = self
    map.storage = Storage(entries)
    return map
  }

  /// Setting nil removes the key.
  /// - Complexity: to set, O(count): a map is made once and read often.
  public subscript(key: String) -> TemplateValue? {
    get { self[MapKey(key)] }
    set {
      let key = MapKey(key)
      var entries = storage.entries
      let place = storage.place(of: key)
      switch (place, newValue) {
      case (let place?, let value?): entries[place] = Entry(key: key, value: value)
      case (let place?, nil): entries.remove(at: place)
      case (nil, let value?): entries.append(Entry(key: key, value: value))
      case (nil, nil): return
      }
      storage = Storage(entries)
    }
  }
}

/// A map that somebody else holds for as long as it is looked into. References to maps that all threads share are dear to
/// count: that would be most of what a page spends its time on.
package struct HeldMap {
  fileprivate let storage: Unmanaged<TemplateMap.Storage>

  /// Nil where the value is no map.
  @inline(__always)
  package init?(_ value: TemplateValue) {
    guard case .map(let map) = value else { return nil }
    storage = .passUnretained(map.storage)
  }

  /// The member that keys lead to, one after the other, and how far they lead: up to the first that is missing.
  package func member(
    along path: UnsafeBufferPointer<MapKey>, from start: Int = 0
  ) -> (value: TemplateValue, end: Int) {
    // Every map on the way is held by the one before it.
    var (map, index) = (self, start)
    while index < path.count {
      let place = map.storage._withUnsafeGuaranteedRef { $0.place(of: path, at: index) }
      guard let place else { break }
      index += 1
      guard index < path.count, let next = map.storage._withUnsafeGuaranteedRef({ $0.map(at: place) }) else {
        return (map.storage._withUnsafeGuaranteedRef { $0.entries[place].value }, index)
      }
      map = next
    }
    return (.map(TemplateMap(map.storage.takeUnretainedValue())), index)
  }
}

extension TemplateValue {
  /// The member that keys lead to, one after the other, and how far they lead: up to the first that is missing.
  package func member(along path: UnsafeBufferPointer<MapKey>) -> (value: TemplateValue, end: Int) {
    guard !path.isEmpty, let map = HeldMap(self) else { return (self, 0) }
    return map.member(along: path)
  }
}

extension TemplateMap: Equatable {
  /// Equal maps hold equal values under the same keys, in any order.
  public static func == (left: TemplateMap, right: TemplateMap) -> Bool {
    left.count == right.count && left.storage.entries.allSatisfy { right[$0.key] == $0.value }
  }
}

/// Tells what a map holds from what others hold.
package final class MapDigest: Sendable {
  package let low: UInt64
  package let high: UInt64

  package init(low: UInt64, high: UInt64) { (self.low, self.high) = (low, high) }
}

/// A name with the hash that it is looked up by.
package struct MapKey: Sendable, Hashable {
  package let text: String
  let hash: UInt32

  package init(_ text: String) {
    self.text = text
    // FNV-1a, which is the same on every run.
    var (text, hash): (String, UInt32) = (text, 0x811C_9DC5)
    text.withUTF8 { for byte in $0 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 } }
    self.hash = hash
  }

  @inline(__always)
  package static func == (left: MapKey, right: MapKey) -> Bool {
    // `==` also holds for other spellings of the same letters, but their hashes differ.
    left.hash == right.hash && left.text == right.text
  }
}

/// Whether two texts are the same to the byte; `==` also holds for other spellings of the same letters.
package func isSameText(_ left: String, _ right: String) -> Bool {
  guard left == right else { return false }
  var (left, right) = (left, right)
  return left.withUTF8 { first in right.withUTF8 { second in first.elementsEqual(second) } }
}
