internal import Diagnostics

/// What can be wrong with a template, as facts.
enum TemplateProblem: Error {
  // How it is written.
  case unclosedDelimiter(String, closing: String)
  case unclosedText
  case unexpectedCharacter(String)
  case unknownEscape
  case malformedNumber
  case numberOverflow
  case expected(String, found: String)
  case unsupported(String, advice: String?)
  case unknownTag(String, known: [String])
  case tagWithoutOpening(String, opening: String)
  case unclosedTag(String, closing: String, opened: SourcePlace)
  case wrongClosing(String, of: String, closing: String, opened: SourcePlace)
  case wrongBlockEnd(String, block: String, opened: SourcePlace)
  case reservedName(String)
  case duplicateBlock(String, first: SourcePlace)
  case extendsNotFirst
  case outsideOfBlocks
  case tooDeep

  // What it names.
  case unknownFilter(String, known: [String])
  case unknownTest(String)
  case argumentCount(filter: String, allowed: ClosedRange<Int>, given: Int)
  case unknownTemplate(String, known: [String])
  case cycle([SourcePlace])
  case brokenTemplate(String)
  case unknownBlock(String, known: [String])
  case noParentBlock(String)

  // What happens when it is printed.
  case undefinedName(String, known: [String])
  case undefinedKey(String, known: [String])
  case noMembers(kind: String)
  case indexOutOfRange(Int, count: Int)
  case unsuitableIndex(kind: String, of: String)
  case unprintable(kind: String)
  case notAList(kind: String)
  case unsuitableOperands(String, left: String, right: String)
  case unsuitableOperand(String, kind: String)
  case filter(String, FilterProblem, input: String)
  case includeTooDeep
  case pageTooLarge
  case valuesTooLarge
  case tooManySteps
}

/// A problem and the stretch of the file at hand that it is about.
struct LocatedProblem: Error {
  let problem: TemplateProblem
  let span: SourceSpan

  init(_ problem: TemplateProblem, _ span: SourceSpan) {
    self.problem = problem
    self.span = span
  }
}
