internal import HTMLEscaping

/// The filters on text and numbers that every template has. They mean what they mean in Jinja, and refuse the rest.
package enum BuiltInFilters {
  package static let all: [Filter] = textFilters + listFilters

  private static let textFilters: [Filter] = [
    Filter("escape", apply: escape), Filter("e", apply: escape),
    Filter("safe") { value, _ throws(FilterProblem) in
      guard value.isTrusted else { throw .rule("only code makes HTML; text of a template or of data is never trusted") }
      return value
    },
    Filter("upper") { value, _ throws(FilterProblem) in .text(try plainText(value).uppercased()) },
    Filter("lower") { value, _ throws(FilterProblem) in .text(try plainText(value).lowercased()) },
    Filter("capitalize") { value, _ throws(FilterProblem) in .text(capitalized(try plainText(value))) },
    Filter("title", apply: title),
    Filter("trim", [.optional("chars", .none)], apply: trim),
    Filter("replace", [.required("old"), .required("new"), .optional("count", .none)], apply: replace),
    Filter(
      "truncate",
      [.optional("length", 255), .optional("killwords", false), .optional("end", "..."), .optional("leeway", 5)],
      apply: truncate),
    Filter("striptags", apply: withoutTags),
    Filter("urlencode", apply: percentEncoded),
    Filter("tojson") { value, _ in
      var bytes: [UInt8] = []
      bytes.appendJSON(value)
      return .html(TrustedHTML(json: bytes))
    },
    Filter("round", [.optional("precision", 0), .optional("method", "common")], apply: round),
    Filter("abs") { value, _ throws(FilterProblem) in
      let number = try number(value)
      return .number(try calculated { () throws(TemplateNumber.Failure) in try number.magnitude })
    },
  ]

  /// Letters of trusted HTML are not all text, so filters that change letters refuse it.
  static func plainText(_ value: TemplateValue) throws(FilterProblem) -> String {
    guard !value.isTrusted, let text = value.printedText else { throw .input(expected: "plain text") }
    return text
  }

  private static func escape(_ value: TemplateValue, _: FilterArguments) throws(FilterProblem) -> TemplateValue {
    if value.isTrusted { return value }
    guard let text = value.printedText else { throw .input(expected: "text") }
    var bytes: [UInt8] = []
    bytes.appendEscaped(text)
    return .html(TrustedHTML(trusted: bytes))
  }

  private static func capitalized(_ text: String) -> String {
    guard let first = text.unicodeScalars.first else { return "" }
    return first.properties.titlecaseMapping
      + String(String.UnicodeScalarView(text.unicodeScalars.dropFirst())).lowercased()
  }

  /// A word starts behind white space, a hyphen or an opening bracket.
  private static func title(_ value: TemplateValue, _: FilterArguments) throws(FilterProblem) -> TemplateValue {
    let isEdge = { (scalar: Unicode.Scalar) in isPythonSpace(scalar) || "-({[<".unicodeScalars.contains(scalar) }
    var (result, isStart) = ("", true)
    for scalar in try plainText(value).unicodeScalars {
      result += isStart ? scalar.properties.uppercaseMapping : scalar.properties.lowercaseMapping
      isStart = isEdge(scalar)
    }
    return .text(result)
  }

  private static func trim(_ value: TemplateValue, _ arguments: FilterArguments) throws(FilterProblem) -> TemplateValue
  {
    guard let text = value.printedText else { throw .input(expected: "text") }
    let letters: String.UnicodeScalarView? = arguments[0] == .none ? nil : try arguments.text(0).unicodeScalars
    let isTrimmed = { (scalar: Unicode.Scalar) in letters?.contains(scalar) ?? isPythonSpace(scalar) }
    let rest = text.unicodeScalars.drop(while: isTrimmed)
    let end = rest.lastIndex { !isTrimmed($0) }.map { rest.index(after: $0) } ?? rest.startIndex
    let trimmed = String(rest[..<end])
    return value.isTrusted ? .html(TrustedHTML(trusted: Array(trimmed.utf8))) : .text(trimmed)
  }

  private static func replace(
    _ value: TemplateValue, _ arguments: FilterArguments
  ) throws(FilterProblem) -> TemplateValue {
    let text = Array(try plainText(value).utf8)
    let (old, new) = (try arguments.text(0), try arguments.text(1))
    guard !old.isEmpty else { throw .argument(position: 1, expected: "text that is not empty") }
    var places = text.ranges(of: Array(old.utf8))[...]
    if arguments[2] != .none {
      let count = try arguments.integer(2)
      if count >= 0 { places = places.prefix(count) }
    }
    let growth = places.count.multipliedReportingOverflow(by: new.utf8.count)
    guard !growth.overflow, growth.partialValue <= ValueLimits.textBytes else { throw .tooLarge }
    var result: [UInt8] = []
    var start = 0
    for place in places {
      result += text[start..<place.lowerBound] + Array(new.utf8)
      start = place.upperBound
    }
    return .text(String(decoding: result + text[start...], as: UTF8.self))
  }

  private static func truncate(
    _ value: TemplateValue, _ arguments: FilterArguments
  ) throws(FilterProblem) -> TemplateValue {
    let scalars = try plainText(value).unicodeScalars
    let (length, end, leeway) = (try arguments.integer(0), try arguments.text(2), try arguments.integer(3))
    let room = length - end.unicodeScalars.count
    guard room >= 0 else { throw .argument(position: 1, expected: "at least as long as what ends the text") }
    guard leeway >= 0 else { throw .argument(position: 4, expected: "a number that is not negative") }
    if scalars.count <= length + leeway { return .text(String(scalars)) }
    var kept = scalars.prefix(room)
    if !arguments[1].isTruthy, let space = kept.lastIndex(of: " ") { kept = kept[..<space] }
    return .text(String(String.UnicodeScalarView(kept)) + end)
  }

  /// Without comments and tags, its white space folded, its references of HTML's five special characters read.
  private static func withoutTags(_ value: TemplateValue, _: FilterArguments) throws(FilterProblem) -> TemplateValue {
    guard let text = value.printedText else { throw .input(expected: "text") }
    var bytes = Array(text.utf8)
    for (opening, closing) in [("<!--", "-->"), ("<", ">")] {
      var (kept, rest): ([UInt8], ArraySlice<UInt8>) = ([], bytes[...])
      while let start = rest.firstRange(of: Array(opening.utf8)),
        let end = rest[start.lowerBound...].firstRange(of: Array(closing.utf8))
      {
        kept += rest[..<start.lowerBound]
        rest = rest[end.upperBound...]
      }
      bytes = kept + rest
    }
    let words = String(decoding: bytes, as: UTF8.self).unicodeScalars.split(whereSeparator: isPythonSpace)
    var result = words.map { String($0) }.joined(separator: " ")
    for (reference, character) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ] { result = result.replacing(reference, with: character) }
    return .text(result)
  }

  /// A text for a URL, or the pairs of a map as its query.
  private static func percentEncoded(
    _ value: TemplateValue, _: FilterArguments
  ) throws(FilterProblem) -> TemplateValue {
    func encoded(_ text: String, isInQuery: Bool) -> String {
      var bytes: [UInt8] = []
      for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "/") where !isInQuery: bytes.append(byte)
        case 0x20 where isInQuery: bytes.append(UInt8(ascii: "+"))
        case _ where isUnreserved(byte): bytes.append(byte)
        default: bytes.appendPercentEncoded(byte)
        }
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    guard case .map(let map) = value else { return .text(encoded(try plainText(value), isInQuery: false)) }
    var pairs: [String] = []
    for (key, member) in zip(map.keys, map.values) {
      pairs.append(encoded(key, isInQuery: true) + "=" + encoded(try plainText(member), isInQuery: true))
    }
    return .text(pairs.joined(separator: "&"))
  }

  private static func round(
    _ value: TemplateValue, _ arguments: FilterArguments
  ) throws(FilterProblem) -> TemplateValue {
    let places = try arguments.integer(0)
    guard let rounding = TemplateNumber.Rounding(rawValue: try arguments.text(1)) else {
      throw .argument(position: 2, expected: "`common`, `ceil` or `floor`")
    }
    let number = try number(value)
    return .number(
      try calculated { () throws(TemplateNumber.Failure) in
        let rounded = try number.rounded(to: places, rounding)
        // As in Python, only `common` leaves a whole number one.
        return number.scale == 0 && rounding == .common ? rounded : try rounded.atLeast(scale: 1)
      })
  }

  private static func number(_ value: TemplateValue) throws(FilterProblem) -> TemplateNumber {
    guard case .number(let number) = value else { throw .input(expected: "a number") }
    return number
  }

  private static func calculated(
    _ body: () throws(TemplateNumber.Failure) -> TemplateNumber
  ) throws(FilterProblem) -> TemplateNumber {
    do throws(TemplateNumber.Failure) { return try body() } catch { throw .rule("the result has no room in 64 bits") }
  }

  /// Python counts the four separators of ASCII as white space, Unicode does not.
  private static func isPythonSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
  }
}
