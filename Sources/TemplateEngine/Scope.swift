/// The names that a place of a template sees, with Jinja's rules.
///
/// What the top level of a template sets is seen by all of its blocks; what a loop or a block sets ends with it.
struct Scope {
  enum Bound {
    case value(TemplateValue)
    /// The variable `loop`, made only when it is asked for.
    case loop(index: Int, count: Int)
  }

  let context: TemplateMap
  var exported: [(name: String, bound: Bound)] = []
  var locals: [(name: String, bound: Bound)] = []
  var isTopLevel = true

  subscript(name: String) -> TemplateValue? {
    let bound =
      locals.last { $0.name == name }?.bound ?? exported.last { $0.name == name }?.bound
    switch bound {
    case .value(let value): return value
    case .loop(let index, let count): return Self.loopVariable(index, count)
    case nil: return context[name]
    }
  }

  var names: [String] { locals.map(\.name) + exported.map(\.name) + context.keys }

  mutating func set(_ name: String, _ value: TemplateValue) {
    if isTopLevel { Self.bind(name, value, in: &exported) } else { locals.append((name, .value(value))) }
  }

  private static func bind(_ name: String, _ value: TemplateValue, in list: inout [(name: String, bound: Bound)]) {
    if let index = list.lastIndex(where: { $0.name == name }) {
      list[index].bound = .value(value)
    } else {
      list.append((name, .value(value)))
    }
  }

  private static func loopVariable(_ index: Int, _ count: Int) -> TemplateValue {
    func number(_ integer: Int) -> TemplateValue { .number(TemplateNumber(integer)) }
    return [
      "index": number(index + 1), "index0": number(index), "revindex": number(count - index),
      "revindex0": number(count - index - 1), "first": .boolean(index == 0), "last": .boolean(index == count - 1),
      "length": number(count),
    ]
  }
}
