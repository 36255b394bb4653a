import Diagnostics
import TemplateValues
import Testing

@testable import SiteGenerator

private let values: [(json: String, value: TemplateValue)] = [
  ("{\"b\": 1, \"a\": [true, false, null, \"x\"]}", ["b": 1, "a": [true, false, .none, "x"]]),
  (" \r\n\t[] ", []), ("{}", [:]), ("\"\"", ""),
  ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\"", "\"\\/\u{8}\u{C}\n\r\té😀"),
  ("\"a\u{7F}é\u{2028}\"", "a\u{7F}é\u{2028}"), ("\"\\u0000\"", "\0"),
  ("9223372036854775807", 9_223_372_036_854_775_807), ("-9223372036854775808", -9_223_372_036_854_775_808),
  ("1E+2", 100), ("0e999", 0), ("-0", 0),
]

@Test(arguments: values)
func jsonIsRead(json: String, value: TemplateValue) {
  let (read, diagnostics) = JSONReader.read(SourceFile(path: "d.json", text: json))
  #expect(read == value && diagnostics.isEmpty)
}

@Test(arguments: [
  ("1.50", "1.50"), ("70.0", "70.0"), ("1e2", "100"), ("1.5e1", "15"), ("1.50e1", "15.0"), ("12e-3", "0.012"),
  ("-0.10", "-0.10"), ("0.30000000000000004", "0.30000000000000004"), ("1e18", "1000000000000000000"),
  ("1.2345678901234567e-05", "0.000012345678901234567"),
])
func numbersKeepTheirDigits(json: String, printed: String) {
  guard case .number(let number)? = JSONReader.read(SourceFile(path: "d.json", text: json)).value else {
    Issue.record("\(json) is no number")
    return
  }
  #expect(number.description == printed)
}

@Test func keysKeepTheirOrder() {
  guard case .map(let map)? = JSONReader.read(SourceFile(path: "d.json", text: "{\"z\":1,\"a\":2,\"m\":3}")).value
  else {
    Issue.record("no map")
    return
  }
  #expect(map.keys == ["z", "a", "m"])
}

private let mistakes: [(json: String, message: String)] = [
  (
    "{\"a\": 1,\n \"a\": 2}",
    """
    d.json:2:2: error: a stands here a second time [duplicate-key]
        2 |  "a": 2}
          |  ^^^
    d.json:1:2: note: it stands here first
        1 | {"a": 1,
          |  ^^^
      help: keep one of them

    """
  ),
  (
    "{\"é\": 1, \"e\u{301}\": 2}",
    """
    d.json:1:11: error: e\u{301} stands here a second time [duplicate-key]
        1 | {"é": 1, "e\u{301}": 2}
          |          ^^^
    d.json:1:2: note: it stands here first
        1 | {"é": 1, "e\u{301}": 2}
          |  ^^^
      help: keep one of them

    """
  ),
  (
    "[1, 2,]",
    """
    d.json:1:6: error: a comma stands behind the last member [json]
        1 | [1, 2,]
          |      ^
      help: remove the comma

    """
  ),
  (
    "{\"a\": 1, // one\n}",
    """
    d.json:1:10: error: JSON has no comments [json]
        1 | {"a": 1, // one
          |          ^^^^^^
      help: remove it

    """
  ),
  (
    "[NaN]",
    """
    d.json:1:2: error: `NaN` is no number of JSON [json]
        1 | [NaN]
          |  ^^^
      help: write null, or a text in quotes

    """
  ),
  (
    "[-Infinity]",
    """
    d.json:1:2: error: `-Infinity` is no number of JSON [json]
        1 | [-Infinity]
          |  ^^^^^^^^^
      help: write null, or a text in quotes

    """
  ),
  (
    "[True]",
    """
    d.json:1:2: error: `True` is no value of JSON [json]
        1 | [True]
          |  ^^^^
      help: did you mean true?

    """
  ),
  (
    "{\"a\": None}",
    """
    d.json:1:7: error: `None` is no value of JSON [json]
        1 | {"a": None}
          |       ^^^^
      help: did you mean null?

    """
  ),
  (
    "[-007]",
    """
    d.json:1:2: error: -007 has a leading zero [json]
        1 | [-007]
          |  ^^^^
      help: write -7

    """
  ),
  (
    "[1.]",
    """
    d.json:1:2: error: `1.` is no number [json]
        1 | [1.]
          |  ^^
      help: write digits, then perhaps a point and digits, like -1.50

    """
  ),
  (
    "[123456789012345678901234567890,\n 1e400, 1e-400, 1e99999999999999999999]",
    """
    d.json:1:2: error: 123456789012345678901234567890 has more digits than a number can hold [json-limit]
        1 | [123456789012345678901234567890,
          |  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      help: put it in quotes, as text; a number has at most 18 digits, and 30 places behind its point
    d.json:2:2: error: 1e400 has more digits than a number can hold [json-limit]
        2 |  1e400, 1e-400, 1e99999999999999999999]
          |  ^^^^^
      help: put it in quotes, as text; a number has at most 18 digits, and 30 places behind its point
    d.json:2:9: error: 1e-400 has more digits than a number can hold [json-limit]
        2 |  1e400, 1e-400, 1e99999999999999999999]
          |         ^^^^^^
      help: put it in quotes, as text; a number has at most 18 digits, and 30 places behind its point
    d.json:2:17: error: 1e99999999999999999999 has more digits than a number can hold [json-limit]
        2 |  1e400, 1e-400, 1e99999999999999999999]
          |                 ^^^^^^^^^^^^^^^^^^^^^^
      help: put it in quotes, as text; a number has at most 18 digits, and 30 places behind its point

    """
  ),
  (
    "[\"\\ud83d!\"]",
    """
    d.json:1:3: error: `\\ud83d` is half a character [json]
        1 | ["\\ud83d!"]
          |   ^^^^^^
      help: write both halves, like \\uD83D\\uDE00, or the character itself

    """
  ),
  (
    "[\"\\ud83d\\u0041\"]",
    """
    d.json:1:3: error: `\\ud83d` is half a character [json]
        1 | ["\\ud83d\\u0041"]
          |   ^^^^^^
      help: write both halves, like \\uD83D\\uDE00, or the character itself

    """
  ),
  (
    "[\"\\ude00\"]",
    """
    d.json:1:3: error: `\\ude00` is half a character [json]
        1 | ["\\ude00"]
          |   ^^^^^^
      help: write both halves, like \\uD83D\\uDE00, or the character itself

    """
  ),
  (
    "[\"\\u12G4\", 1]",
    """
    d.json:1:3: error: `\\u12` is no escape of JSON [json]
        1 | ["\\u12G4", 1]
          |   ^^^^
      help: escapes are \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uHHHH

    """
  ),
  (
    "[\"a\u{1}b\"]",
    """
    d.json:1:4: error: control character 0x1 stands in a text [json]
        1 | ["a\u{FFFD}b"]
          |    ^
      help: write \\u0001

    """
  ),
  (
    "[\"a\nb\"]",
    """
    d.json:1:2: error: the quote is not closed on this line [json]
        1 | ["a
          |  ^^
      help: end the text with ", and write a line break as \\n

    """
  ),
  (
    "{'a': 1}",
    """
    d.json:1:2: error: text stands in double quotes [json]
        1 | {'a': 1}
          |  ^
      help: write " in place of '

    """
  ),
  (
    "{a: 1}",
    """
    d.json:1:2: error: the key `a` needs quotes [json]
        1 | {a: 1}
          |  ^
      help: write "a"

    """
  ),
  (
    "{\"a\" 1}",
    """
    d.json:1:6: error: a colon is expected here, not 1 [json]
        1 | {"a" 1}
          |      ^
      help: write it here, or remove what stands here

    """
  ),
  (
    "[1 2]",
    """
    d.json:1:4: error: a comma or ] is expected here, not 2 [json]
        1 | [1 2]
          |    ^
      help: write it here, or remove what stands here

    """
  ),
  (
    "{\"a\": [1,\n",
    """
    d.json:2:1: error: the [ is not closed [json]
        2 |\(" ")
          | ^
    d.json:1:7: note: it was opened here
        1 | {"a": [1,
          |       ^
      help: end it with ]

    """
  ),
  (
    "{} {}",
    """
    d.json:1:4: error: text stands behind the end of the value [json]
        1 | {} {}
          |    ^^
      help: a file holds one value; remove what follows it

    """
  ),
  (
    "",
    """
    d.json:1:1: error: a value is expected here, not the end of the file [json]
        1 |\(" ")
          | ^
      help: write it here, or remove what stands here

    """
  ),
  (
    "\u{FEFF}{}",
    """
    d.json:1:1: error: the file starts with a byte order mark [byte-order-mark]
        1 | \u{FEFF}{}
          | ^
      help: save the file as UTF-8 without BOM

    """
  ),
]

@Test(arguments: mistakes)
func mistakesInJSONAreLocated(json: String, message: String) {
  let (value, diagnostics) = JSONReader.read(SourceFile(path: "d.json", text: json))
  #expect(value == nil)
  #expect(DiagnosticRenderer().render(diagnostics) == message)
}

@Test func bytesThatAreNoTextAndValuesThatAreTooDeepAreErrors() {
  let latin = JSONReader.read(SourceFile(path: "d.json", bytes: [0x5B, 0x22, 0xE9, 0x22, 0x5D]))
  #expect(
    DiagnosticRenderer().render(latin.diagnostics) == """
      d.json:1:3: error: byte 0xE9 is not UTF-8 [invalid-utf8]
          1 | ["\u{FFFD}"]
            |   ^
        help: save the file as UTF-8; it looks like Latin-1 or Windows-1252

      """)
  func nested(_ depth: Int) -> SourceFile {
    SourceFile(path: "d.json", text: String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
  }
  #expect(JSONReader.read(nested(JSONReader.nestingLimit)).diagnostics.isEmpty)
  #expect(
    JSONReader.read(nested(100_000)).diagnostics.map(\.message) == [
      "values stand inside one another more than 64 levels deep"
    ])
}

/// Whatever stands there is a value or a located problem.
@Test(arguments: [1, 2, 3])
func anyBytesAreReadOrRefusedInPlace(seed: Int) {
  var random = SeededGenerator(seed: seed)
  let parts = ["{", "}", "[", "]", ":", ",", "\"", "\\u", "\\", "d83d", "de00", "1", "-", "0", "e", ".", "9", "true"]
  for _ in 0..<3000 {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      bytes += parts[Int.random(in: 0..<parts.count, using: &random)].utf8
      if Int.random(in: 0..<20, using: &random) == 0 { bytes.append(UInt8.random(in: 0...255, using: &random)) }
    }
    let file = SourceFile(path: "d.json", bytes: bytes)
    let (value, diagnostics) = JSONReader.read(file)
    #expect((value == nil) == !diagnostics.isEmpty, "seed \(seed): \(bytes)")
    for diagnostic in diagnostics {
      guard case .place(let place) = diagnostic.origin else {
        Issue.record("seed \(seed): no place: \(bytes)")
        continue
      }
      #expect(place.span.end <= bytes.count)
    }
  }
}
