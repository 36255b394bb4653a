/// Text and addresses for HTML that code writes without a template, in the words of cmark's own printer.
public enum HTMLText {
  /// A text for element content or an attribute in double quotes.
  public static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { "&<>\"".utf8.contains($0) }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A whole URL for an attribute in double quotes: what cannot stand in a URL percent-encoded, `%` left as it was
  /// written.
  public static func escapedURL(_ url: String) -> String {
    if url.utf8.allSatisfy({ isUnreserved($0) || "/:#".utf8.contains($0) }) { return url }
    var bytes: [UInt8] = []
    for byte in url.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "'"): bytes += "&#x27;".utf8
      case _ where isUnreserved(byte) || "+!*(),%#@?=;:/$".utf8.contains(byte): bytes.append(byte)
      default: bytes.appendPercentEncoded(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A path for a URL: all but unreserved characters, `/` and `#` percent-encoded.
  public static func percentEncoded(_ path: String) -> String {
    if path.utf8.allSatisfy({ isUnreserved($0) || $0 == UInt8(ascii: "/") }) { return path }
    var bytes: [UInt8] = []
    for byte in path.utf8 {
      let isKept = isUnreserved(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "#")
      if isKept { bytes.append(byte) } else { bytes.appendPercentEncoded(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
