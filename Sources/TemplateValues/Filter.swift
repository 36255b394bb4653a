/// Why a filter or a test refuses what it is given.
public enum FilterProblem: Error, Sendable, Hashable {
  /// The value before `|` is of the wrong kind; `expected` names the right one: "a list".
  case input(expected: String)
  /// An argument is of the wrong kind; `position` counts from 1.
  case argument(position: Int, expected: String)
  /// The result would be beyond `ValueLimits.textBytes`.
  case tooLarge
  /// Another rule, stated as a message: "the list is empty".
  case rule(String)
}

/// The arguments of a filter, all of its parameters in their order; a parameter that was left out has its default.
public struct FilterArguments: Sendable {
  let values: ArraySlice<TemplateValue>

  package init(values: ArraySlice<TemplateValue>) { self.values = values }

  public subscript(position: Int) -> TemplateValue { values[values.startIndex + position] }

  /// An argument that has to be text.
  package func text(_ position: Int) throws(FilterProblem) -> String {
    guard case .text(let text) = self[position] else { throw .argument(position: position + 1, expected: "text") }
    return text
  }

  /// An argument that has to be a whole number between limits that no template exceeds.
  package func integer(_ position: Int) throws(FilterProblem) -> Int {
    guard case .number(let number) = self[position], let integer = number.integer, integer.magnitude <= 1_000_000 else {
      throw .argument(position: position + 1, expected: "a whole number")
    }
    return integer
  }
}

/// A named function that templates apply with `value | name(arguments)`, or as a test with `value is name`.
public struct Filter: Sendable {
  public typealias Apply = @Sendable (TemplateValue, FilterArguments) throws(FilterProblem) -> TemplateValue

  public struct Parameter: Sendable {
    package let name: String
    /// Nil where the argument has to be given.
    package let fallback: TemplateValue?
    /// Whether it can only be given by its name.
    package var isNamed = false
    package var isRequired: Bool { fallback.map { _ in false } ?? true }

    public static func required(_ name: String) -> Parameter { Parameter(name: name, fallback: Optional.none) }
    public static func optional(_ name: String, _ fallback: TemplateValue) -> Parameter {
      Parameter(name: name, fallback: .some(fallback))
    }
  }

  public let name: String
  package let parameters: [Parameter]
  public let apply: Apply

  /// A filter that the site gives to its templates. One with the name of a built-in filter replaces it.
  ///
  /// - Parameter parameters: in the order in which a template gives them, if it does not give them by name.
  public init(_ name: String, _ parameters: [Parameter] = [], apply: @escaping Apply) {
    (self.name, self.parameters, self.apply) = (name, parameters, apply)
  }

  /// How many arguments a template may give.
  package var count: ClosedRange<Int> { parameters.count(where: \.isRequired)...parameters.count }
}

/// How large a value may become.
public enum ValueLimits {
  /// Bytes of a text: 64 MiB.
  public static let textBytes = 64 << 20
}
