import Diagnostics
import Testing

@Test(arguments: [
  ("", "\"\""), ("plain é 😀", "\"plain é 😀\""), ("\"\\", #""\"\\""#), ("\n\r\t", #""\n\r\t""#),
  ("<\u{0}\u{1F}\u{7F}", #""\u003c\u0000\u001f\u007f""#), ("\u{2028}a\u{2029}", #""\u2028a\u2029""#),
  ("\u{2027}\u{202A}", "\"\u{2027}\u{202A}\""),
])
func aTextBecomesAJSONString(text: String, json: String) { #expect(jsonString(text) == json) }
