internal import ScoreLedger
internal import TemplateValues

/// Key groups as JSON Schema, draft 7: what the language servers of editors read.
///
/// YAML has types of its own, so that a score `97` is a number there and `97 ▲+2` a text: each value is allowed in every
/// form in which an editor's parser may hand it over.
struct SchemaWriter {
  /// Of the project at hand; without it, any id of the right form will do.
  let settings: IndexSettings?

  func schema(of group: KeyGroup, titled title: String, isList: Bool = false) -> TemplateValue {
    let object = object(group)
    var schema: TemplateMap = ["$schema": "http://json-schema.org/draft-07/schema#", "title": .text(title)]
    if isList {
      schema["anyOf"] = [.map(object), ["type": "array", "items": .map(object)]]
    } else {
      schema.add(object)
    }
    for key in group.keys {
      if case .table(let row) = key.value { schema["definitions"] = ["row": .map(value(row))] }
    }
    return .map(schema)
  }

  private func object(_ group: KeyGroup, mayBeEmpty: Bool = false) -> TemplateMap {
    var object: TemplateMap = [
      "type": mayBeEmpty ? ["object", "null"] : "object",
      "properties": .map(TemplateMap(group.keys.map { ($0.name, property($0)) })),
    ]
    let required = group.keys.filter(\.isRequired).map { TemplateValue.text($0.name) }
    if !required.isEmpty { object["required"] = .list(required) }
    object["additionalProperties"] = false
    add(group.rules, to: &object)
    return object
  }

  private func property(_ key: KeyGroup.Key) -> TemplateValue {
    var property: TemplateMap = ["description": .text(key.about)]
    if !key.examples.isEmpty { property["examples"] = .list(key.examples.map { .text($0) }) }
    property.add(value(key.value))
    return .map(property)
  }

  private func add(_ rules: [KeyGroup.Rule], to object: inout TemplateMap) {
    var dependencies: [(String, TemplateValue)] = []
    for rule in rules {
      switch rule {
      case .needs(let key, let other): dependencies.append((key, [.text(other)]))
      case .dayUnlessDraft:
        object["anyOf"] = [
          ["required": ["date"]], ["required": ["edition"]],
          ["required": ["draft"], "properties": ["draft": ["enum": [true, "true"]]]],
        ]
      case .editionsOfIrregular:
        object["if"] = ["required": ["cadence"], "properties": ["cadence": ["const": "irregular"]]]
        object["then"] = ["required": ["editions"]]
        object["else"] = ["not": ["required": ["editions", "cadence"]]]
      }
    }
    if !dependencies.isEmpty { object["dependencies"] = .map(TemplateMap(dependencies)) }
  }

  // MARK: Values

  private func value(_ kind: ValueKind) -> TemplateMap {
    switch kind {
    case .text: return ["type": ["string", "number", "boolean"]]
    case .texts: return list(of: value(.text), mayBeEmpty: true, orOne: true)
    case .boolean:
      return ["anyOf": [["type": "boolean"], pattern("^(?:true|false)$", "true or false")]]
    case .date: return form(ValuePattern.date, "a day like 2026-05-11")
    case .edition: return edition
    case .constituent: return constituent
    case .score: return number(scores.score, "a number like 70 or −3.1")
    case .scoreOrNone:
      let score = TemplateValue.map(number(scores.score, "a number like 70, or not rated"))
      return ["anyOf": [["const": "not rated"], score]]
    case .scoreText: return number(scores.scoreText, "a score like 70, or with its change 97 ▲+2", isBounded: true)
    case .change: return number(scores.change, "a change like +2, ▼−2 or —0")
    case .wholeNumber(let least, let most): return wholeNumber(least, most)
    case .weight:
      let bounds: TemplateValue = ["type": "number", "minimum": 0, "maximum": 100]
      return ["anyOf": [bounds, pattern(ValuePattern.weight, "a number of per cent, like 30 or 12.5")]]
    case .choice(let words): return ["enum": .list(words.map { .text($0) })]
    case .siteAddress: return form(ValuePattern.siteAddress, "an address like https://example.org/")
    case .languageTag: return form(ValuePattern.language, "a language tag like en, de or pt-BR")
    case .identifier(let reserved): return identifier(reserved: reserved)
    case .identifiers: return list(of: identifier(reserved: []), mayBeEmpty: true, orOne: true)
    case .slug(let reserved):
      return form(ValuePattern.slug(reserved: reserved), "lower-case letters, digits and hyphens")
    case .paths: return list(of: form(ValuePattern.path, "a path like /old/address/"), mayBeEmpty: true, orOne: true)
    case .table: return table
    case .dimensions: return ["type": ["object", "null"], "additionalProperties": .map(value(.score))]
    case .free: return ["type": ["object", "null"]]
    case .group(let group, let mayBeEmpty): return object(group, mayBeEmpty: mayBeEmpty)
    case .groups(let group, let mayBeEmpty): return list(of: object(group), mayBeEmpty: mayBeEmpty)
    case .oneOrMore(let group): return list(of: object(group), mayBeEmpty: true, orOne: true)
    case .either(let first, let second): return ["anyOf": [.map(value(first)), .map(value(second))]]
    }
  }

  private var scores: ScorePattern { ScorePattern(decimals: settings?.scale.decimals) }

  /// A text of a form. Editors show the words where it has another one.
  private func form(_ pattern: String, _ words: String) -> TemplateMap {
    ["type": "string", "pattern": .text(pattern), "patternErrorMessage": .text("Write " + words)]
  }

  private func pattern(_ pattern: String, _ words: String) -> TemplateValue { .map(form(pattern, words)) }

  /// - Parameter isBounded: whether the bounds of the project's scale hold.
  private func number(_ pattern: String, _ words: String, isBounded: Bool = false) -> TemplateMap {
    var number: TemplateMap = ["type": "number"]
    if isBounded, let scale = settings?.scale {
      if scale.decimals == 0 { number["type"] = "integer" }
      if let minimum = scale.minimum.flatMap({ TemplateNumber(scale.plainText($0)) }) {
        number["minimum"] = .number(minimum)
      }
      if let maximum = scale.maximum.flatMap({ TemplateNumber(scale.plainText($0)) }) {
        number["maximum"] = .number(maximum)
      }
    }
    return ["anyOf": [.map(number), .map(form(pattern, words))]]
  }

  private func wholeNumber(_ least: Int, _ most: Int) -> TemplateMap {
    let number: TemplateValue = [
      "type": "integer", "minimum": .number(TemplateNumber(least)), "maximum": .number(TemplateNumber(most)),
    ]
    let text = most < 10 ? "^[\(least)-\(most)]$" : "^[1-9][0-9]{0,\(String(most).count - 1)}$"
    return ["anyOf": [number, pattern(text, "a whole number from \(least) on, in digits")]]
  }

  private func list(of items: TemplateMap, mayBeEmpty: Bool, orOne: Bool = false) -> TemplateMap {
    var list: TemplateMap = ["type": mayBeEmpty ? ["array", "null"] : "array", "items": .map(items)]
    if !mayBeEmpty { list["minItems"] = 1 }
    return orOne ? ["anyOf": [.map(list), .map(items)]] : list
  }

  private func identifier(reserved: [String]) -> TemplateMap {
    let words =
      "letters, digits and -_.,+&'()!$, at most 64" + (reserved.isEmpty ? "" : ", and no word of `index:` URLs")
    let text = pattern(ValuePattern.identifier(reserved: reserved), words)
    return ["anyOf": [text, ["type": "number", "minimum": 0]]]
  }

  // MARK: Names of the project

  private var edition: TemplateMap {
    guard let settings else { return identifier(reserved: []) }
    switch settings.cadence {
    case .irregular(let ids): return choice(ids.map { ($0, nil) }, others: [])
    case .yearly:
      let year: TemplateValue = ["type": "integer", "minimum": 1000, "maximum": 9999]
      return ["anyOf": [pattern(ValuePattern.edition(.yearly), "a year like 2026"), year]]
    default:
      return form(
        ValuePattern.edition(settings.cadence),
        "an edition of a \(settings.cadence.name) index, like \(settings.exampleEdition)")
    }
  }

  private var constituent: TemplateMap {
    guard let settings else { return value(.text) }
    return choice(settings.constituents.map { ($0.id, $0.name) }, others: settings.constituents.flatMap(\.aliases))
  }

  /// Words that editors offer, with what they mean, and others that are as good. Of a word in digits YAML makes a number.
  private func choice(_ words: [(word: String, meaning: String?)], others: [String]) -> TemplateMap {
    var offered: TemplateMap = ["enum": .list(words.map { .text($0.word) })]
    if words.contains(where: { $0.meaning != nil }) {
      offered["enumDescriptions"] = .list(words.map { .text($0.meaning ?? "") })
    }
    let numbers = (words.map(\.word) + others).compactMap { word -> TemplateValue? in
      TemplateNumber(word).map { .number($0) }
    }
    var kinds: [TemplateValue] = [.map(offered)]
    if !others.isEmpty { kinds.append(["type": "string", "pattern": .text(ValuePattern.oneOf(others))]) }
    if !numbers.isEmpty { kinds.append(["type": "number", "enum": .list(numbers)]) }
    return kinds.count == 1 ? offered : ["anyOf": .list(kinds)]
  }

  /// Rows by ids; all rows are alike.
  private var table: TemplateMap {
    let row: TemplateMap = ["allOf": [["$ref": "#/definitions/row"]]]
    guard let settings else { return ["type": ["object", "null"], "additionalProperties": .map(row)] }
    let rows = settings.constituents.map { one in
      var named: TemplateMap = ["description": .text(one.name)]
      named.add(row)
      return (one.id, TemplateValue.map(named))
    }
    var table: TemplateMap = ["type": ["object", "null"], "properties": .map(TemplateMap(rows))]
    let aliases = settings.constituents.flatMap(\.aliases)
    if !aliases.isEmpty {
      table["patternProperties"] = .map(TemplateMap([(ValuePattern.oneOf(aliases), .map(row))]))
    }
    table["additionalProperties"] = false
    return table
  }
}

extension TemplateMap {
  fileprivate mutating func add(_ other: TemplateMap) {
    for key in other.keys { self[key] = other[key] }
  }
}
