/// Text as it stands in HTML.
public enum HTMLText {
  /// A text for element content or a quoted attribute.
  public static func escaped(_ text: String) -> String {
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

  /// A whole URL for a quoted attribute, as the library prints one: what cannot stand in a URL percent-encoded, `%` left
  /// as it was written.
  public static func escapedURL(_ url: String) -> String {
    var result = ""
    for byte in url.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += "&amp;"
      case UInt8(ascii: "'"): result += "&#x27;"
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        if "-_.+!*(),%#@?=;:/$~".utf8.contains(byte) {
          result.unicodeScalars.append(Unicode.Scalar(byte))
        } else {
          appendEncoded(byte, to: &result)
        }
      }
    }
    return result
  }

  private static func appendEncoded(_ byte: UInt8, to result: inout String) {
    result += byte < 16 ? "%0" : "%"
    result += String(byte, radix: 16, uppercase: true)
  }

  /// A path for a URL: all but unreserved characters, `/` and `#` percent-encoded.
  public static func percentEncoded(_ path: String) -> String {
    var result = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: "#"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default: appendEncoded(byte, to: &result)
      }
    }
    return result
  }
}
