/// Values by name, in the order in which they were put in; copying is cheap.
///
/// Names are compared byte by byte. Reading a value looks through a few entries, or into a table where there are many.
public struct TemplateMap: Sendable, ExpressibleByDictionaryLiteral {
  private struct Entry: Sendable {
    let key: MapKey
    var value: TemplateValue
  }

  private static let most = 24
  private var entries: [Entry] = []
  /// Where the entry of a key stands, once there are many.
  private var places: [MapKey: Int] = [:]

  /// A later pair replaces the value of an earlier one of the same key.
  public init(_ pairs: [(String, TemplateValue)] = []) {
    entries.reserveCapacity(pairs.count)
    for (key, value) in pairs { self[key] = value }
  }

  public init(dictionaryLiteral elements: (String, TemplateValue)...) { self.init(elements) }

  public var keys: [String] { entries.map(\.key.text) }
  package var values: [TemplateValue] { entries.map(\.value) }
  package var count: Int { entries.count }

  private func place(of key: MapKey) -> Int? {
    if entries.count > Self.most { return places[key] }
    for index in entries.indices where entries[index].key.hash == key.hash && entries[index].key == key { return index }
    return nil
  }

  package subscript(key: MapKey) -> TemplateValue? { place(of: key).map { entries[$0].value } }

  /// Setting nil removes the key.
  public subscript(key: String) -> TemplateValue? {
    get { self[MapKey(key)] }
    set {
      let key = MapKey(key)
      guard let newValue else {
        entries.removeAll { $0.key == key }
        return index()
      }
      if let place = place(of: key) {
        entries[place].value = newValue
      } else {
        entries.append(Entry(key: key, value: newValue))
        if entries.count == Self.most + 1 {
          index()
        } else if entries.count > Self.most {
          places[key] = entries.count - 1
        }
      }
    }
  }

  private mutating func index() {
    places = [:]
    if entries.count > Self.most { for (offset, entry) in entries.enumerated() { places[entry.key] = offset } }
  }
}

extension TemplateMap: Equatable {
  /// Equal maps hold equal values under the same keys, in any order.
  public static func == (left: TemplateMap, right: TemplateMap) -> Bool {
    left.count == right.count && left.entries.allSatisfy { right[$0.key] == $0.value }
  }
}

/// A name with the hash that it is looked up by.
package struct MapKey: Sendable, Hashable {
  package let text: String
  let hash: UInt32

  package init(_ text: String) {
    self.text = text
    // FNV-1a, which is the same on every run.
    hash = text.utf8.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }

  package static func == (left: MapKey, right: MapKey) -> Bool {
    left.hash == right.hash && left.text.utf8.elementsEqual(right.text.utf8)
  }
}
