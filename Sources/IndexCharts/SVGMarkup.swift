internal import HTMLEscaping

/// Writes elements one after the other; every text and every value is escaped here and nowhere else.
struct SVGMarkup: Sendable {
  /// Names and values in the order in which they are written.
  struct Attributes: ExpressibleByDictionaryLiteral, Sendable {
    fileprivate let pairs: [(name: String, value: String)]

    init(dictionaryLiteral elements: (String, String)...) { pairs = elements.map { (name: $0, value: $1) } }

    private init(pairs: [(name: String, value: String)]) { self.pairs = pairs }

    static func + (left: Attributes, right: Attributes) -> Attributes { Attributes(pairs: left.pairs + right.pairs) }
  }

  private(set) var bytes: [UInt8] = []

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// In bytes.
  var length: Int { bytes.count }

  init() { bytes.reserveCapacity(1 << 9) }

  mutating func open(_ name: String, _ attributes: Attributes = [:]) {
    start(name, attributes)
    bytes.append(UInt8(ascii: ">"))
  }

  mutating func close(_ name: String) {
    bytes.append("</")
    bytes.appendText(name)
    bytes.append(UInt8(ascii: ">"))
  }

  mutating func empty(_ name: String, _ attributes: Attributes) {
    start(name, attributes)
    bytes.append("/>")
  }

  mutating func element(_ name: String, _ attributes: Attributes, _ content: String) {
    open(name, attributes)
    bytes.appendHTMLText(content)
    close(name)
  }

  mutating func append(_ markup: SVGMarkup) { bytes += markup.bytes }

  /// Appends a stretch of other markup, which begins and ends between elements.
  mutating func append(_ markup: SVGMarkup, _ stretch: Range<Int>) { bytes += markup.bytes[stretch] }

  /// - Parameter attributes: those without a value are left out.
  private mutating func start(_ name: String, _ attributes: Attributes) {
    bytes.append(UInt8(ascii: "<"))
    bytes.appendText(name)
    for (attribute, value) in attributes.pairs where !value.isEmpty {
      bytes.append(UInt8(ascii: " "))
      bytes.appendText(attribute)
      bytes.append("=\"")
      bytes.appendHTMLText(value)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  // MARK: Piece by piece

  // A chart has hundreds of marks and labels: what they say is written as it comes, not gathered first.

  /// Starts an element that has a class; `end` or `endEmpty` ends its tag.
  /// - Parameter kind: its class; nothing is written of an empty one.
  mutating func begin(_ name: StaticString, class kind: String) {
    bytes.append(UInt8(ascii: "<"))
    bytes.append(name)
    if !kind.isEmpty { attribute(" class=\"", kind) }
  }

  /// - Parameter lead: the attribute up to its value: ` x="`.
  mutating func attribute(_ lead: StaticString, _ value: String) {
    bytes.append(lead)
    bytes.appendHTMLText(value)
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func attribute(_ lead: StaticString, _ value: Hundredths, _ unit: StaticString) {
    bytes.append(lead)
    value.append(to: &bytes, unit)
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func end() { bytes.append(UInt8(ascii: ">")) }

  mutating func endEmpty() { bytes.append("/>") }

  /// The content of the element whose tag has ended, and the end of that.
  mutating func finish(_ content: String, _ end: StaticString) {
    bytes.appendHTMLText(content)
    bytes.append(end)
  }
}

/// The points of a path, as its `d` has them.
struct PathPoints {
  private var bytes: [UInt8] = []

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// `M3 7` where a line starts, ` 3 7` where it goes on.
  mutating func add(_ x: Int, _ y: Int, startsLine: Bool) {
    bytes.append(startsLine ? UInt8(ascii: "M") : UInt8(ascii: " "))
    bytes.appendDecimal(x)
    bytes.append(UInt8(ascii: " "))
    bytes.appendDecimal(y)
  }

  mutating func close() { bytes.append(UInt8(ascii: "z")) }
}
