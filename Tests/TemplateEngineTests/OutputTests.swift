import Testing

@testable import TemplateEngine
@testable import TemplateSyntax
@testable import TemplateValues

@Test(arguments: casesAgreedWithJinja.indices)
func printsWhatJinjaPrints(_ index: Int) {
  let (template, output) = casesAgreedWithJinja[index]
  #expect(page(template) == output, "\(template)")
}

@Test func numbersAreExactDecimals() throws {
  #expect(page("{{ 70.0 }} {{ 0.1 + 0.2 }} {{ 0.05 * 2 }} {{ -0.5 }}") == "70.0 0.3 0.10 -0.5")
  #expect(TemplateNumber(significand: 700, scale: 1) == TemplateNumber(70))
  #expect(TemplateNumber(Int.max) > TemplateNumber(significand: Int.max, scale: 40))
  #expect(TemplateNumber(Int.min) < TemplateNumber(significand: Int.min, scale: 40))
  #expect(throws: TemplateNumber.Failure.overflow) { try TemplateNumber(Int.max).adding(TemplateNumber(1)) }
  #expect(throws: TemplateNumber.Failure.overflow) { try TemplateNumber(Int.min).negated() }
}
