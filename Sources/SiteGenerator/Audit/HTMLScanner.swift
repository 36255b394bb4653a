/// One element's displayed text with what its ancestors say of it.
struct MarkedText {
  /// Its own, with references replaced.
  let attributes: [String: String]
  /// The `data-*` attributes of the element and its ancestors; of one name the nearest.
  let inherited: [String: String]
  /// Its text content without that of descendants of class `vh`, with white space collapsed and trimmed.
  let text: String
  /// The words for screen readers alone: the text content of its descendants of class `vh`, collapsed likewise.
  let hiddenText: String
  /// Of the element's `<`.
  let utf8Offset: Int
}

/// Reads back what the program printed: the texts of marked elements in HTML and SVG, and of elements in XML.
///
/// Nothing is inserted between elements, not for cells and not for line breaks: two cells in a marked row read as one
/// word unless white space parts them. Titles of SVG are text like any other.
enum HTMLScanner {
  /// Every element that has an attribute of that name, which is in lower case as all names come back, in document order,
  /// nested ones too.
  /// - Complexity: O(number of bytes), and for nested marked elements the length of their texts besides.
  static func marked(_ attribute: String, in bytes: [UInt8]) -> [MarkedText] {
    var reading = ElementReading(bytes, .html) { tag in tag.attributes.contains { $0.name == attribute } }
    return reading.elements().map { element in
      let (text, hiddenText) = reading.displayedText(of: element)
      return MarkedText(
        attributes: reading.values(of: element.tag), inherited: element.inherited, text: text, hiddenText: hiddenText,
        utf8Offset: element.tag.utf8Offset)
    }
  }

  /// The text content of every XML element of a name, in document order, with its references replaced and nothing
  /// collapsed, and the offset of the element's `<`. From an Atom feed's `content` it gives the HTML.
  /// - Complexity: O(number of bytes), and for nested elements of the name the length of their texts besides.
  static func texts(of element: String, in bytes: [UInt8]) -> [(text: String, utf8Offset: Int)] {
    var reading = ElementReading(bytes, .xml) { $0.name == element }
    return reading.elements().map { (reading.text(of: $0), $0.tag.utf8Offset) }
  }
}
