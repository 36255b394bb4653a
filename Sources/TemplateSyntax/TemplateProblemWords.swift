package import Diagnostics
internal import HTMLEscaping
internal import TemplateValues

/// All words of this module's messages.
extension TemplateProblem {
  package func diagnostic(at origin: DiagnosticOrigin) -> Diagnostic {
    if case .inside(let diagnostic) = self { return diagnostic }
    return Diagnostic(id: id, message, at: origin, notes: notes, help: help)
  }

  private var id: String {
    switch self {
    case .unclosedDelimiter, .unclosedText, .unexpectedCharacter, .unknownEscape, .malformedNumber, .numberOverflow,
      .expected, .tagWithoutOpening, .unclosedTag, .wrongClosing, .wrongBlockEnd, .reservedName:
      "template-syntax"
    case .unsupported: "template-unsupported"
    case .unknownTag: "template-unknown-tag"
    case .unknownFilter, .argumentCount, .unknownArgument: "template-filter"
    case .unknownTest: "template-unknown-test"
    case .duplicateBlock, .extendsNotFirst, .outsideOfBlocks, .unknownBlock, .noParentBlock: "template-inheritance"
    case .unknownTemplate, .brokenTemplate: "template-missing"
    case .cycle: "template-cycle"
    case .unsafe, .branches, .round, .unfinished, .scheme, .unsafeValue: "template-context"
    case .undefinedName, .operation(.undefinedKey), .operation(.noMembers),
      .operation(.indexOutOfRange), .operation(.unsuitableIndex):
      "template-undefined"
    case .operation(.tooLarge): "template-limit"
    case .unprintable, .unpacking, .operation, .filter, .test: "template-value"
    case .tooDeep, .includeTooDeep, .pageTooLarge, .valuesTooLarge, .tooManySteps, .tooManyPrograms: "template-limit"
    case .inside(let diagnostic): diagnostic.id
    }
  }

  private var message: String {
    switch self {
    case .unclosedDelimiter(let opening, let closing): "`\(opening)` is never closed by `\(closing)`"
    case .unclosedText: "text is never closed by its quote"
    case .unexpectedCharacter(let character): "`\(character)` has no meaning inside a tag"
    case .unknownEscape: "unknown escape in a text"
    case .malformedNumber: "number is not written as digits with at most one point"
    case .numberOverflow: "number has more digits than 64 bits hold"
    case .expected(let wanted, let found): "expected \(wanted), found \(found)"
    case .unsupported(let feature, _): "\(feature) is not supported here"
    case .unknownTag(let name, _): "`\(name)` is not a tag"
    case .tagWithoutOpening(let name, let opening): "`\(name)` without `\(opening)`"
    case .unclosedTag(let name, let closing, _): "`\(name)` is never closed by `\(closing)`"
    case .wrongClosing(let name, let opening, let closing, _):
      "`\(name)` stands where `\(opening)` needs `\(closing)`"
    case .wrongBlockEnd(let name, let block, _): "`endblock \(name)` closes block `\(block)`"
    case .reservedName(let name): "`\(name)` cannot name a variable"
    case .duplicateBlock(let name, _): "block `\(name)` is defined twice"
    case .extendsNotFirst: "`extends` comes first in a template, and once"
    case .outsideOfBlocks: "a template that extends another prints only inside its blocks"
    case .tooDeep: "more than \(TemplateLimits.nestingDepth) tags or expressions stand inside each other"
    case .unknownFilter(let name, _): "`\(name)` is not a filter"
    case .unknownTest(let name, _): "`is \(name)` is not a test"
    case .unknownArgument(let name, let filter, _): "`\(name)` is not an argument of `\(filter)`"
    case .argumentCount(let filter, let allowed, let given):
      "`\(filter)` takes \(Self.count(allowed)), not \(given)"
    case .unknownTemplate(let name, _): "there is no template `\(name)`"
    case .cycle: "template leads back to itself"
    case .brokenTemplate(let name): "template `\(name)` has errors of its own"
    case .unknownBlock(let name, _): "block `\(name)` is in no template that this one extends"
    case .noParentBlock(let name): "`super()` needs a block `\(name)` in a template that this one extends"
    case .unsafe(let problem): Self.message(of: problem)
    case .branches(let first, let second): "branches end in different places of the page: in \(first), and in \(second)"
    case .round(let start, let end):
      "each round of a loop ends where it starts: this one starts in \(start) and ends in \(end)"
    case .unfinished(let place): "page ends in \(place)"
    case .scheme(let scheme): "URLs with the scheme `\(scheme):` are not printed"
    case .unsafeValue(.style): "values in a style sheet are words, numbers and colours"
    case .undefinedName(let name, _): "`\(name)` is not defined"
    case .operation(let failure): Self.message(of: failure)
    case .unprintable(let kind): "\(kind) cannot be printed"
    case .unpacking(let names, let kind): "`for` has \(names) names, and a member that is \(kind)"
    case .filter(let name, let problem, let input): Self.message(of: problem, filter: "filter `\(name)`", input: input)
    case .test(let name, let problem, let input): Self.message(of: problem, filter: "test `\(name)`", input: input)
    case .inside(let diagnostic): diagnostic.message
    case .tooManyPrograms: "templates include each other in more than \(TemplateLimits.programs) places"
    case .includeTooDeep: "more than \(TemplateLimits.includeDepth) templates include or extend each other"
    case .pageTooLarge: "page is larger than \(TemplateLimits.outputBytes >> 20) MiB"
    case .valuesTooLarge: "expressions of the page make more than \(TemplateLimits.valueBytes >> 20) MiB of values"
    case .tooManySteps: "loops of the page take more than \(TemplateLimits.loopSteps) steps"
    }
  }

  private var notes: [Diagnostic.Note] {
    switch self {
    case .unclosedTag(_, _, let opened), .wrongClosing(_, _, _, let opened), .wrongBlockEnd(_, _, let opened):
      [Diagnostic.Note("opened here", at: opened)]
    case .duplicateBlock(_, let first): [Diagnostic.Note("first defined here", at: first)]
    case .cycle(let places): places.map { Diagnostic.Note("by way of this", at: $0) }
    default: []
    }
  }

  private var help: String? {
    switch self {
    case .unknownTag(let name, let known), .unknownFilter(let name, let known), .unknownTemplate(let name, let known),
      .unknownBlock(let name, let known), .undefinedName(let name, let known),
      .operation(.undefinedKey(let name, let known)),
      .unknownTest(let name, let known), .unknownArgument(let name, of: _, let known):
      nearestName(to: name, among: known).map { "did you mean `\($0)`?" }
    case .unsafe(.noValueHere("the name of a tag")): "write the tags out, one in each branch of an `if`"
    case .unsafe(.noValueHere): "print it as text, or as an attribute's value in quotes"
    case .unsafe(.scheme), .scheme: "the schemes are \(URLScheme.allowed.sorted().joined(separator: ", "))"
    case .unsafe(.unclearURL): "write the whole address in each branch"
    case .branches, .round: "close in each branch what it opens"
    case .unsafeValue(.style): "write the rule in the style sheet, and print a class"
    case .unsupported(_, let advice): advice
    case .unknownEscape: "escapes are \\n, \\r, \\t, \\\\, \\\", \\', \\xHH, \\uHHHH and \\UHHHHHHHH"
    case .unprintable(kind: "a list"): "print it with `join`, or its members in a `for` loop"
    case .unprintable: "print one of its keys"
    default: nil
    }
  }

  private static func count(_ allowed: ClosedRange<Int>) -> String {
    let upper = allowed.upperBound
    let noun = upper == 1 ? "argument" : "arguments"
    if upper == 0 { return "no arguments" }
    return allowed.lowerBound == upper ? "\(upper) \(noun)" : "\(allowed.lowerBound) to \(upper) \(noun)"
  }

  private static func message(of problem: FilterProblem, filter: String, input: String) -> String {
    switch problem {
    case .input(let expected): "\(filter) takes \(expected), not \(input)"
    case .argument(let position, let expected): "argument \(position) of \(filter) must be \(expected)"
    case .tooLarge: "\(filter) makes more than \(TemplateLimits.outputBytes >> 20) MiB"
    case .rule(let rule): "\(filter): \(rule)"
    }
  }

  private static func message(of failure: ValueFailure) -> String {
    switch failure {
    case .undefinedKey(let key, _): "`\(key)` is not a key of this map"
    case .noMembers(let kind): "\(kind) has no keys"
    case .indexOutOfRange(let index, let count): "index \(index) is outside of a list of \(count)"
    case .unsuitableIndex(let kind, let container): "\(kind) cannot be an index of \(container)"
    case .notAList(let kind): "`for` needs a list, not \(kind)"
    case .unsuitableOperands(let symbol, let left, let right): "`\(symbol)` cannot join \(left) and \(right)"
    case .unsuitableOperand(let symbol, let kind): "`\(symbol)` cannot be applied to \(kind)"
    case .divisionByZero: "division by zero"
    case .unsuitablePower: "a power is a whole number that is not negative"
    case .numberOverflow: "number has more digits than 64 bits hold"
    case .tooLarge: "text is larger than \(ValueLimits.textBytes >> 20) MiB"
    }
  }

  private static func message(of problem: ContextProblem) -> String {
    switch problem {
    case .noValueHere(let what): "no value is safe as \(what)"
    case .nameAcrossBranches(let what): "the name of the \(what) goes on behind branches"
    case .scheme(let scheme): "no value may follow the scheme of `\(scheme)`"
    case .unclearURL: "branches have written different parts of this URL"
    case .unclearSlash: "a slash behind a comment, a value or branches of a script has no clear meaning"
    }
  }
}
