import Foundation

@testable import SiteGenerator

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Reads a drawing as XML, and measures each of its texts by the widest font.
final class DrawingReader: NSObject, XMLParserDelegate {
  struct Line {
    let text: String
    let range: ClosedRange<Int>
  }

  /// Nil where the drawing is well-formed.
  private(set) var problem: String?
  private(set) var lines: [Line] = []
  private(set) var elements: Set<String> = []
  private var sizes = [16]
  private var text = ""
  private var open: (x: Int, anchor: String, direction: String, noteWidth: Int)?

  init(_ drawing: [UInt8]) {
    super.init()
    let parser = XMLParser(data: Data(drawing))
    parser.delegate = self
    if !parser.parse() { problem = String(describing: parser.parserError) }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements.insert(name)
    sizes.append(attributes["font-size"].flatMap { Int($0) } ?? sizes[sizes.count - 1])
    if name == "text" {
      open = (
        Int(attributes["x"] ?? "") ?? 0, attributes["text-anchor"] ?? "start", attributes["direction"] ?? "ltr", 0
      )
      text = ""
    } else if name == "tspan" {
      open?.noteWidth += TextFitting.pixels(text, size: sizes[sizes.count - 2]) + (Int(attributes["dx"] ?? "") ?? 0)
      text = ""
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    let size = sizes.removeLast()
    if name == "tspan" {
      open?.noteWidth += TextFitting.pixels(text, size: size)
      text = ""
    }
    guard name == "text", let (x, anchor, direction, note) = open else { return }
    let width = note + TextFitting.pixels(text, size: size)
    let start = (anchor == "end") != (direction == "rtl") ? x - width : x
    lines.append(Line(text: text, range: start...(start + width)))
    open = nil
  }
}
