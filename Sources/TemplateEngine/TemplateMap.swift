/// Values by name, in the order in which they were put in; copying is cheap.
public struct TemplateMap: Sendable, ExpressibleByDictionaryLiteral {
  public private(set) var keys: [String]
  private var values: [String: TemplateValue]

  /// A later pair replaces the value of an earlier one of the same key.
  public init(_ pairs: [(String, TemplateValue)] = []) {
    keys = []
    values = Dictionary(minimumCapacity: pairs.count)
    for (key, value) in pairs { self[key] = value }
  }

  public init(dictionaryLiteral elements: (String, TemplateValue)...) {
    self.init(elements)
  }

  /// Setting nil removes the key.
  public subscript(key: String) -> TemplateValue? {
    get { values[key] }
    set {
      guard let newValue else {
        if values.removeValue(forKey: key) != nil { keys.removeAll { $0 == key } }
        return
      }
      if values.updateValue(newValue, forKey: key) == nil { keys.append(key) }
    }
  }
}

extension TemplateMap: Equatable {
  /// Equal maps hold equal values under the same keys, in any order.
  public static func == (left: TemplateMap, right: TemplateMap) -> Bool { left.values == right.values }
}
