import HTMLEscaping
import Testing

@Test(arguments: [
  ("", ""), ("plain é", "plain é"), ("<a href=\"b\">&'", "&lt;a href=&quot;b&quot;&gt;&amp;'"), ("&&", "&amp;&amp;"),
])
func aTextIsEscapedForHTML(text: String, html: String) { #expect(HTMLText.escaped(text) == html) }

@Test(arguments: [0, 7, -7, 10, 99, 100, 1_234_567, .max, .min])
func aNumberIsWrittenInItsDigits(number: Int) {
  var bytes: [UInt8] = []
  bytes.appendDecimal(number)
  #expect(String(decoding: bytes, as: UTF8.self) == String(number))
}
