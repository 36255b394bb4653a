internal import ScoreLedger
internal import TemplateValues

/// The filters that templates of a site have beside those of the language.
struct SiteFilters {
  /// How scores are written; without a scale, as they are given.
  let scale: Scale?

  var all: [Filter] {
    [
      Filter("date", [.optional("format", "%-d %B %Y")]) { value, arguments throws(FilterProblem) in
        guard case .text(let format) = arguments[0] else { throw .argument(position: 1, expected: "text") }
        return .text(try Self.formatted(try Self.date(value), format))
      },
      Filter("score") { value, _ throws(FilterProblem) in
        let (scale, units) = try fitted(value)
        return .text(scale.text(Score(units: units)))
      },
      Filter("change") { value, _ throws(FilterProblem) in
        let (scale, units) = try fitted(value)
        return .text((units > 0 ? "▲ " : units < 0 ? "▼ " : "— ") + scale.text(ScoreChange(units: units)))
      },
      Filter("ordinal") { value, _ throws(FilterProblem) in
        guard let number = Self.number(value), number.scale == 0, number.significand >= 0 else {
          throw .input(expected: "a whole number that is not negative")
        }
        return .text(Self.ordinal(number.significand))
      },
      Filter("relative", [.required("root")]) { value, arguments throws(FilterProblem) in
        guard case .text(let path) = value else { throw .input(expected: "a path of the site") }
        guard case .text(let root) = arguments[0] else { throw .argument(position: 1, expected: "the page's `root`") }
        return .text(root + path.drop { $0 == "/" })
      },
    ]
  }

  private static func number(_ value: TemplateValue) -> TemplateNumber? {
    switch value {
    case .number(let number): number
    case .text(let text): TemplateNumber(text)
    default: nil
    }
  }

  /// A number in units of the scale's last decimal.
  private func fitted(_ value: TemplateValue) throws(FilterProblem) -> (Scale, Int) {
    guard let number = Self.number(value) else { throw .input(expected: "a number") }
    let decimals = scale?.decimals ?? number.scale
    guard number.scale <= decimals, decimals <= 6 else {
      throw .rule("a score has at most \(scale?.decimals ?? 6) decimals")
    }
    guard let units = number.significand(atScale: decimals) else { throw .rule("the number has no room in 64 bits") }
    let written = Scale(minimum: nil, maximum: nil, decimals: decimals, unit: "", better: .higher)
    return (scale ?? written, units)
  }

  /// A day as text, `2026-05-11`, or one of the maps in which pages get it.
  private static func date(_ value: TemplateValue) throws(FilterProblem) -> CalendarDate {
    var text: String?
    if case .text(let iso) = value { text = iso }
    if case .map(let map) = value, case .text(let iso)? = map["iso"] { text = iso }
    guard let text, let date = try? CalendarDate.parse(text) else { throw .input(expected: "a day like 2026-05-11") }
    return date
  }

  private static func formatted(_ date: CalendarDate, _ format: String) throws(FilterProblem) -> String {
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    var (result, rest) = ("", format[...])
    while let character = rest.popFirst() {
      guard character == "%" else {
        result.append(character)
        continue
      }
      let isShort = rest.first == "-"
      if isShort { rest.removeFirst() }
      switch rest.popFirst() {
      case "Y": result += "\(date.year)"
      case "m": result += isShort ? "\(date.month)" : padded(date.month)
      case "d": result += isShort ? "\(date.day)" : padded(date.day)
      case "B": result += date.monthName
      case "b": result += date.shortMonthName
      case "A": result += Wording.weekday(date)
      case "a": result += Wording.weekday(date).prefix(3)
      case "%": result += "%"
      default:
        throw .argument(position: 1, expected: "made of %Y, %m, %-m, %d, %-d, %B, %b, %A, %a and %%")
      }
    }
    return result
  }

  /// `1st`, `2nd`, `11th`.
  private static func ordinal(_ number: Int) -> String {
    let isTeen = (11...13).contains(number % 100)
    let ending = isTeen ? "th" : [1: "st", 2: "nd", 3: "rd"][number % 10] ?? "th"
    return "\(number)\(ending)"
  }
}
