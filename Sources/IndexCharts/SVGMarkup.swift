internal import HTMLEscaping

/// Writes elements one after the other; every text and every value is escaped here and nowhere else.
struct SVGMarkup: Sendable {
  /// Names and values in the order in which they are written.
  struct Attributes: ExpressibleByDictionaryLiteral, Sendable {
    fileprivate let pairs: [(name: String, value: String)]

    init(dictionaryLiteral elements: (String, String)...) { pairs = elements.map { ($0, $1) } }

    private init(pairs: [(name: String, value: String)]) { self.pairs = pairs }

    static func + (left: Attributes, right: Attributes) -> Attributes { Attributes(pairs: left.pairs + right.pairs) }
  }

  private(set) var text = ""

  mutating func open(_ name: String, _ attributes: Attributes = [:]) {
    start(name, attributes)
    text += ">"
  }

  mutating func close(_ name: String) { text += "</\(name)>" }

  mutating func empty(_ name: String, _ attributes: Attributes) {
    start(name, attributes)
    text += "/>"
  }

  mutating func element(_ name: String, _ attributes: Attributes, _ content: String) {
    open(name, attributes)
    text += HTMLText.escaped(content)
    close(name)
  }

  mutating func append(_ markup: SVGMarkup) { text += markup.text }

  /// - Parameter attributes: those without a value are left out.
  private mutating func start(_ name: String, _ attributes: Attributes) {
    text += "<" + name
    for (attribute, value) in attributes.pairs where !value.isEmpty {
      text += " \(attribute)=\"\(HTMLText.escaped(value))\""
    }
  }
}
