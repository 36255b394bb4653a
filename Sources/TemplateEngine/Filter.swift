/// Why a filter refuses what it is given.
public enum FilterProblem: Error, Sendable, Hashable {
  /// The value before `|` is of the wrong kind; `expected` names the right one: "a list".
  case input(expected: String)
  /// An argument is of the wrong kind; `position` counts from 1.
  case argument(position: Int, expected: String)
  /// The result would be beyond `TemplateLimits.outputBytes`.
  case tooLarge
  /// Another rule, stated as a message: "the list is empty".
  case rule(String)
}

/// A named function that templates apply with `value | name(arguments)`.
public struct Filter: Sendable {
  public typealias Apply = @Sendable (TemplateValue, [TemplateValue]) throws(FilterProblem) -> TemplateValue

  public let name: String
  /// How many arguments it takes; checked before anything is rendered.
  public let arguments: ClosedRange<Int>
  public let apply: Apply

  /// A filter that the site gives to its templates. One with the name of a built-in filter replaces it.
  public init(name: String, arguments: ClosedRange<Int> = 0...0, apply: @escaping Apply) {
    self.name = name
    self.arguments = arguments
    self.apply = apply
  }
}
