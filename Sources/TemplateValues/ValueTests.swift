/// The tests that every template has, as filters that give true or false.
package enum ValueTests {
  /// The compiler answers for these, whose value may be undefined.
  package static let onDefinition: Set<String> = ["defined", "undefined"]

  package static let all: [Filter] =
    [
      Filter("defined") { _, _ in true }, Filter("undefined") { _, _ in false },
      kind("none") { $0 == .none }, kind("boolean") { $0.kind == "a boolean" },
      kind("true") { $0 == .boolean(true) }, kind("false") { $0 == .boolean(false) },
      kind("number") { $0.kind == "a number" || $0.kind == "a boolean" },
      kind("string") { $0.kind == "text" || $0.kind == "HTML" }, kind("mapping") { $0.kind == "a map" },
      kind("iterable") { $0.kind == "a list" || $0.kind == "a map" || $0.kind == "text" || $0.kind == "HTML" },
      Filter("odd") { value, _ throws(FilterProblem) in .boolean(try integer(value) % 2 != 0) },
      Filter("even") { value, _ throws(FilterProblem) in .boolean(try integer(value) % 2 == 0) },
      Filter("divisibleby", [.required("num")]) { value, arguments throws(FilterProblem) in
        let divisor = try arguments.integer(0)
        guard divisor != 0 else { throw .argument(position: 1, expected: "a number other than zero") }
        return .boolean(try integer(value) % divisor == 0)
      },
    ] + comparisons

  private static let comparisons: [Filter] = [
    (BinaryOperator.equal, ["eq", "equalto", "=="]), (.notEqual, ["ne", "!="]), (.less, ["lt", "lessthan", "<"]),
    (.lessOrEqual, ["le", "<="]), (.greater, ["gt", "greaterthan", ">"]), (.greaterOrEqual, ["ge", ">="]),
    (.contained, ["in"]),
  ].flatMap { comparison, names in
    names.map { name in
      Filter(name, [.required("other")]) { value, arguments throws(FilterProblem) in
        do throws(ValueFailure) { return try Operators.apply(comparison, value, arguments[0]) } catch {
          throw .rule("\(value.kind) and \(arguments[0].kind) cannot be compared so")
        }
      }
    }
  }

  private static func kind(_ name: String, _ holds: @escaping @Sendable (TemplateValue) -> Bool) -> Filter {
    Filter(name) { value, _ in .boolean(holds(value)) }
  }

  private static func integer(_ value: TemplateValue) throws(FilterProblem) -> Int {
    guard case .number(let number) = value, let integer = number.integer else {
      throw .input(expected: "a whole number")
    }
    return integer
  }
}
