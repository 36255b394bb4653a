/// Text and addresses for HTML that code writes without a template, in the words of cmark's own printer.
public enum HTMLText {
  /// A text for element content or an attribute in double quotes.
  public static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { reference($0) != nil }) else { return text }
    var bytes: [UInt8] = []
    bytes.appendHTMLText(text)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A whole URL for an attribute in double quotes: what cannot stand in a URL percent-encoded, `%` left as it was
  /// written.
  public static func escapedURL(_ url: String) -> String {
    guard !url.utf8.allSatisfy(isKeptInURL) else { return url }
    var bytes: [UInt8] = []
    for byte in url.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "'"): bytes += "&#x27;".utf8
      case _ where isKeptInURL(byte): bytes.append(byte)
      default: bytes.appendPercentEncoded(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isKeptInURL(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "+"), UInt8(ascii: "!"), UInt8(ascii: "*"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: ","), UInt8(ascii: "%"), UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "?"),
      UInt8(ascii: "="), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "$"):
      true
    default: isUnreserved(byte)
    }
  }

  /// A path for a URL: all but unreserved characters, `/` and `#` percent-encoded.
  public static func percentEncoded(_ path: String) -> String {
    func isKept(_ byte: UInt8) -> Bool { isUnreserved(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "#") }
    guard !path.utf8.allSatisfy(isKept) else { return path }
    var bytes: [UInt8] = []
    for byte in path.utf8 {
      if isKept(byte) { bytes.append(byte) } else { bytes.appendPercentEncoded(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  fileprivate static var longestReference: Int { 6 }

  @inline(__always)
  fileprivate static func reference(_ byte: UInt8) -> StaticString? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    default: nil
    }
  }
}

extension [UInt8] {
  /// Appends a text for element content or an attribute in double quotes, as `HTMLText.escaped` gives it.
  public mutating func appendHTMLText(_ text: String) {
    var text = text
    text.withUTF8 { appendHTMLText($0) }
  }

  /// - Parameter text: UTF-8.
  public mutating func appendHTMLText(_ text: UnsafeBufferPointer<UInt8>) {
    var offset = 0
    while offset < text.count {
      // One append for many bytes, most of which stand for themselves. The stack takes no more than a kilobyte.
      let end = Swift.min(text.count, offset + 1024 / HTMLText.longestReference)
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1024) { buffer in
        var count = 0
        while offset < end {
          let byte = text[offset]
          offset &+= 1
          if byte <= UInt8(ascii: ">"), let reference = HTMLText.reference(byte) {
            for index in 0..<reference.utf8CodeUnitCount { buffer[count &+ index] = reference.utf8Start[index] }
            count &+= reference.utf8CodeUnitCount
          } else {
            buffer[count] = byte
            count &+= 1
          }
        }
        append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<count]))
      }
    }
  }
}
