import Testing

@testable import SiteGenerator

@Test(arguments: [
  ("", []),
  ("a", [["a"]]),
  ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
  ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
  (",\n\n,,\n", [["", ""], [""], ["", "", ""]]),
  ("\"KEL,N\",\"say \"\"hi\"\"\"\n", [["KEL,N", "say \"hi\""]]),
  ("\"a\nb\r\nc\",\"\"\r\n\"\"\"\"", [["a\nb\r\nc", ""], ["\""]]),
  ("a\"b\",c\rd\r\n", [["a\"b\"", "c\rd"]]),
  ("Øskervåg, x ,−1\n", [["Øskervåg", " x ", "−1"]]),
  ("a,", [["a", ""]]),
])
func rowsAreRead(_ csv: String, _ rows: [[String]]) throws {
  #expect(try CSVReader.rows(of: Array(csv.utf8)) == rows)
}

@Test(arguments: [
  ("a,\"b", CSVMistake.unclosedQuote(utf8Offset: 2)),
  ("é\n\"", .unclosedQuote(utf8Offset: 3)),
  ("\"a\"\"", .unclosedQuote(utf8Offset: 0)),
  ("\"a\"b,c", .textAfterQuote(utf8Offset: 3)),
  ("x,\"a\" ,c", .textAfterQuote(utf8Offset: 5)),
  ("\"a\"\r", .textAfterQuote(utf8Offset: 3)),
])
func aBrokenQuoteIsAMistakeWithItsPlace(_ csv: String, _ mistake: CSVMistake) {
  #expect(throws: mistake) { try CSVReader.rows(of: Array(csv.utf8)) }
}
