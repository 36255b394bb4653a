package import Diagnostics
package import HTMLEscaping
package import TemplateValues

/// What can be wrong with a template, as facts.
package enum TemplateProblem: Error {
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
  case unknownTest(String, known: [String])
  case argumentCount(filter: String, allowed: ClosedRange<Int>, given: Int)
  case unknownArgument(String, of: String, known: [String])
  case unknownTemplate(String, known: [String])
  case cycle([SourcePlace])
  case brokenTemplate(String)
  case unknownBlock(String, known: [String])
  case noParentBlock(String)
  case tooManyPrograms

  // Where it puts values.
  case unsafe(ContextProblem)
  case branches(String, String)
  case round(start: String, end: String)
  case unfinished(String)
  case scheme(String)
  case unsafeValue(ValueProblem)

  // What happens when it is printed.
  case undefinedName(String, known: [String])
  case unprintable(kind: String)
  case unpacking(names: Int, kind: String)
  case operation(ValueFailure)
  case filter(String, FilterProblem, input: String)
  case test(String, FilterProblem, input: String)
  case includeTooDeep
  case pageTooLarge
  case valuesTooLarge
  case tooManySteps
  /// A problem that has its place, in a template or a block that the one at hand prints.
  case inside(Diagnostic)
}

/// A problem and the stretch of the file at hand that it is about.
package struct LocatedProblem: Error {
  package let problem: TemplateProblem
  package let span: SourceSpan

  package init(_ problem: TemplateProblem, _ span: SourceSpan) {
    self.problem = problem
    self.span = span
  }
}
