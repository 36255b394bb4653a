/// Finds the elements of a file that are wanted, with their ancestors' `data-*` attributes and their pieces of text.
///
/// An end tag closes what is open inside its element; one without an open element is ignored, and so is the lack of one.
struct ElementReading {
  struct Element {
    let tag: MarkupTag
    /// The `data-*` attributes of the element and its ancestors; of one name the nearest.
    let inherited: [String: String]
    /// How many elements of class `vh` it stands in, itself included.
    let hiddenDepth: Int
    /// Its places among the pieces.
    var pieces: Range<Int>
  }

  private struct Piece {
    let range: Range<Int>
    let isVerbatim: Bool
    let hiddenDepth: Int
  }

  private struct Open {
    let name: String
    let inherited: [String: String]
    let hiddenDepth: Int
    /// Its place among the found elements, if it is wanted.
    let found: Int?
  }

  private let bytes: [UInt8]
  private let language: MarkupTokens.Language
  private let isWanted: (MarkupTag) -> Bool
  private var pieces: [Piece] = []
  private var found: [Element] = []
  private var open: [Open] = []
  /// How many elements of each name are open, so that an end tag without a start costs no search.
  private var openNames: [String: Int] = [:]
  private var openWanted = 0

  init(_ bytes: [UInt8], _ language: MarkupTokens.Language, where isWanted: @escaping (MarkupTag) -> Bool) {
    self.bytes = bytes
    self.language = language
    self.isWanted = isWanted
  }

  /// Reads the file: the wanted elements in document order.
  mutating func elements() -> [Element] {
    for token in MarkupTokens(bytes, language) {
      switch token {
      case .start(let tag): start(tag)
      case .end(let name): end(name)
      case .text(let range): keep(range, isVerbatim: false)
      case .verbatim(let range): keep(range, isVerbatim: true)
      }
    }
    while !open.isEmpty { closeLast() }
    return found
  }

  private mutating func keep(_ range: Range<Int>, isVerbatim: Bool) {
    guard openWanted > 0, let last = open.last else { return }
    pieces.append(Piece(range: range, isVerbatim: isVerbatim, hiddenDepth: last.hiddenDepth))
  }

  private mutating func start(_ tag: MarkupTag) {
    var inherited = open.last?.inherited ?? [:]
    var own: Set<String> = []
    // As in browsers, the first of two attributes of one name counts.
    for attribute in tag.attributes where attribute.name.hasPrefix("data-") && own.insert(attribute.name).inserted {
      inherited[attribute.name] = CharacterReferences.decoded(bytes[attribute.value])
    }
    let hiddenDepth = (open.last?.hiddenDepth ?? 0) + (isHidden(tag) ? 1 : 0)
    let isWanted = isWanted(tag)
    if isWanted {
      let here = pieces.count..<pieces.count
      found.append(Element(tag: tag, inherited: inherited, hiddenDepth: hiddenDepth, pieces: here))
    }
    if tag.isEmpty { return }
    let place = isWanted ? found.count - 1 : nil
    open.append(Open(name: tag.name, inherited: inherited, hiddenDepth: hiddenDepth, found: place))
    openNames[tag.name, default: 0] += 1
    if isWanted { openWanted += 1 }
  }

  private mutating func end(_ name: String) {
    guard openNames[name, default: 0] > 0 else { return }
    while let last = open.last {
      closeLast()
      if last.name == name { return }
    }
  }

  private mutating func closeLast() {
    guard let last = open.popLast() else { return }
    openNames[last.name, default: 0] -= 1
    if let place = last.found {
      found[place].pieces = found[place].pieces.lowerBound..<pieces.count
      openWanted -= 1
    }
  }

  private func isHidden(_ tag: MarkupTag) -> Bool {
    guard let value = tag.attributes.first(where: { $0.name == "class" })?.value else { return false }
    return bytes[value].split(whereSeparator: MarkupTokens.isSpace).contains { $0.elementsEqual("vh".utf8) }
  }

  // MARK: Texts

  /// An element's attributes with their references replaced.
  func values(of tag: MarkupTag) -> [String: String] {
    Dictionary(tag.attributes.map { ($0.name, CharacterReferences.decoded(bytes[$0.value])) }) { first, _ in first }
  }

  /// An element's text content.
  func text(of element: Element) -> String {
    var text: [UInt8] = []
    for piece in pieces[element.pieces] { append(piece, to: &text) }
    return String(decoding: text, as: UTF8.self)
  }

  /// An element's text content, parted into what is seen and what descendants of class `vh` hide.
  func displayedText(of element: Element) -> (text: String, hiddenText: String) {
    var text: [UInt8] = []
    var hiddenText: [UInt8] = []
    for piece in pieces[element.pieces] {
      if piece.hiddenDepth > element.hiddenDepth { append(piece, to: &hiddenText) } else { append(piece, to: &text) }
    }
    return (collapsed(text), collapsed(hiddenText))
  }

  private func append(_ piece: Piece, to text: inout [UInt8]) {
    let range = bytes[piece.range]
    if piece.isVerbatim { text += range } else { CharacterReferences.append(range, to: &text) }
  }

  private func collapsed(_ text: [UInt8]) -> String {
    let words = text.split(whereSeparator: MarkupTokens.isSpace)
    return String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self)
  }
}
