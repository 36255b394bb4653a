internal import Diagnostics
internal import ScoreLedger

/// Decodes Content/index.yml.
struct IndexParser {
  var reader: MappingReader

  /// - Returns: nil with diagnostics where the index cannot be known.
  static func parse(_ file: SourceFile) -> (settings: IndexSettings?, diagnostics: [Diagnostic]) {
    let problems = TextCheck.problems(in: file)
    guard problems.isEmpty else { return (nil, problems) }
    let (entries, diagnostics) = YAMLReader.read(file, 0..<file.bytes.count)
    guard let entries else { return (nil, diagnostics) }
    let reader = MappingReader(entries, in: file, span: SourceSpan(0, 0), of: .index)
    var parser = IndexParser(reader: reader)
    let settings = parser.settings()
    return (parser.reader.diagnostics.hasErrors ? nil : settings, parser.reader.diagnostics)
  }

  private mutating func settings() -> IndexSettings? {
    let title = reader.requiredText("title", example: "My Index")
    let cadence = self.cadence()
    let scale = self.scale()
    let calendar = cadence.map(EditionCalendar.init)
    let constituents = self.constituents(calendar)
    let noun = self.noun()
    let url = self.url()
    let language = self.language()
    let timeZone = reader.text("timeZone") ?? "UTC"
    let methodology = calendar.map { self.methodology($0) } ?? Methodology()
    guard let title, let cadence, let scale, !reader.diagnostics.hasErrors else { return nil }
    return IndexSettings(
      title: title, tagline: reader.text("tagline"), description: reader.text("description"),
      publisher: reader.text("publisher"), url: url, language: language, timeZone: timeZone, scale: scale,
      cadence: cadence, noun: noun, constituents: constituents, methodology: methodology,
      licence: reader.text("licence"), isSmartPunctuationOn: reader.boolean("smartPunctuation") ?? false,
      isRawHTMLAllowed: reader.boolean("rawHTML") ?? false)
  }

  private mutating func url() -> String? {
    guard let scalar = reader.scalar("url") else { return nil }
    let text = scalar.text
    let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}?#".utf8.contains($0) }
    let host = text.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first
    guard text.hasPrefix("https://") || text.hasPrefix("http://"), isPlain, host != nil else {
      reader.report(
        "malformed-url", "`url` is the site's address, not `\(text)`", scalar.span,
        "write it like https://example.org/ or https://example.org/index/")
      return nil
    }
    return text.hasSuffix("/") ? text : text + "/"
  }

  private mutating func language() -> String {
    guard let scalar = reader.scalar("language") else { return "en" }
    let parts = scalar.text.split(separator: "-", omittingEmptySubsequences: false)
    let isTag = parts.allSatisfy { part in
      (1...8).contains(part.utf8.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
    if !isTag || !(2...3).contains(parts.first?.utf8.count ?? 0) {
      reader.report("malformed-language", "`\(scalar.text)` is no language tag", scalar.span, "write en, de or pt-BR")
    }
    return scalar.text
  }

  private mutating func scale() -> Scale? {
    guard let entries = reader.mapping("scale"), let entry = reader.entry("scale") else {
      return Scale(minimum: nil, maximum: nil, decimals: 0, unit: "points", better: .higher)
    }
    var inner = MappingReader(entries, in: reader.file, span: entry.keySpan, of: .scale)
    defer { reader.add(inner.diagnostics) }
    var decimals = 0
    if let entry = inner.entry("decimals"), let number = inner.wholeNumber("decimals", entry.value) {
      decimals = number.value
      if decimals > 6 {
        inner.report("too-many-decimals", "a scale has at most 6 decimals", number.scalar.span, "write 6 or less")
        return nil
      }
    }
    var better = Scale.Better.higher
    if let scalar = inner.scalar("better") {
      if let known = Scale.Better(rawValue: scalar.text) {
        better = known
      } else {
        inner.report("unknown-value", "`better` is higher or lower", scalar.span, "write higher or lower")
      }
    }
    let open = Scale(minimum: nil, maximum: nil, decimals: decimals, unit: "", better: better)
    let minimum = bound("min", open, &inner)
    let maximum = bound("max", open, &inner)
    if let minimum, let maximum, minimum >= maximum, let entry = inner.entry("max") {
      inner.report("empty-scale", "`max` is not above `min`", entry.value.span, "write a larger number")
    }
    let unit = inner.text("unit") ?? "points"
    return Scale(minimum: minimum, maximum: maximum, decimals: decimals, unit: unit, better: better)
  }

  private func bound(_ key: String, _ scale: Scale, _ inner: inout MappingReader) -> Score? {
    guard let scalar = inner.scalar(key) else { return nil }
    do {
      return try scale.parseScore(scalar.text)
    } catch {
      inner.add([error.diagnostic(at: inner.place(scalar.span))])
      return nil
    }
  }

  private mutating func cadence() -> Cadence? {
    guard let scalar = reader.scalar("cadence") else { return .weekly }
    let hasList = reader.has("editions")
    if hasList, scalar.text != "irregular", let entry = reader.entry("editions") {
      reader.report(
        "unexpected-editions", "`editions` lists the ids of an irregular index, and this one is \(scalar.text)",
        entry.keySpan, "delete the list, or write `cadence: irregular`")
    }
    switch scalar.text {
    case "daily": return .daily
    case "weekly": return .weekly
    case "monthly": return .monthly
    case "quarterly": return .quarterly
    case "half-yearly": return .halfYearly
    case "yearly": return .yearly
    case "irregular": return irregular(scalar)
    default:
      let near = nearestName(to: scalar.text, among: Cadence.names)
      reader.report(
        "unknown-cadence", "`\(scalar.text)` is no cadence", scalar.span,
        near.map { "did you mean \($0)?" } ?? "write one of \(Cadence.names.joined(separator: ", "))")
      return nil
    }
  }

  private mutating func irregular(_ scalar: YAMLScalar) -> Cadence? {
    let listed = reader.texts("editions")
    var ids: [String] = []
    for (text, span) in listed {
      if !isIdentifier(text) {
        reader.report(
          "malformed-edition", "`\(text)` cannot be an edition id", span, "use letters, digits and `-_.,+&'()!$`")
      } else if ids.contains(where: { $0.lowercased() == text.lowercased() }) {
        reader.report("duplicate-edition", "`\(text)` is listed twice", span, "delete one of them")
      } else {
        ids.append(text)
      }
    }
    if listed.isEmpty {
      reader.report(
        "missing-key", "an irregular index lists the ids of its editions in order", scalar.span,
        "add a line `editions: [2026-05-11, 2026-06-02]`")
      return nil
    }
    return .irregular(ids)
  }

  private mutating func noun() -> IndexSettings.Noun {
    guard let entries = reader.mapping("noun"), let entry = reader.entry("noun") else {
      return IndexSettings.Noun(one: "constituent", many: "constituents")
    }
    var inner = MappingReader(entries, in: reader.file, span: entry.keySpan, of: .noun)
    defer { reader.add(inner.diagnostics) }
    let one = inner.requiredText("one", example: "company") ?? ""
    let many = inner.requiredText("many", example: "companies") ?? ""
    if let scalar = inner.scalar("many") {
      if KeyGroup.reservedNouns.contains(many) {
        inner.report("reserved-name", "`\(many)` is a folder of the site itself", scalar.span, "use another noun")
      } else if Slug(many) == nil {
        inner.report(
          "malformed-noun", "`many` names a folder and a part of URLs", scalar.span,
          "use lower-case letters, digits and hyphens")
      }
    }
    return IndexSettings.Noun(one: one, many: many)
  }

  private mutating func constituents(_ calendar: EditionCalendar?) -> [Constituent] {
    var result: [Constituent] = []
    var aliases: [(text: String, span: SourceSpan, owner: String)] = []
    var seen: [String: SourceSpan] = [:]
    for node in reader.list("constituents") {
      guard let entries = reader.mapping(node, of: "constituents") else { continue }
      var inner = MappingReader(entries, in: reader.file, span: node.span, of: .constituent)
      defer { reader.add(inner.diagnostics) }
      guard let id = inner.requiredText("id", example: "ACME"), let idSpan = inner.scalar("id")?.span else { continue }
      let name = inner.requiredText("name", example: "Acme") ?? id
      if !isIdentifier(id) {
        inner.report(
          "malformed-id", "`\(id)` cannot be an id", idSpan, "use letters, digits and `-_.,+&'()!$`, at most 64")
      }
      if IndexURL.reservedNames.contains(id) {
        inner.report(
          "reserved-name", "`\(id)` means something else in `index:` URLs", idSpan, "write the id in capitals")
      }
      if let first = seen[id.lowercased()] {
        inner.report(
          "duplicate-constituent", "`\(id)` is listed twice", idSpan, "give each constituent an id of its own",
          notes: [Diagnostic.Note("it is listed here first", at: reader.place(first))])
        continue
      }
      seen[id.lowercased()] = idSpan
      let own = inner.texts("aliases")
      aliases += own.map { ($0.text, $0.span, id) }
      let joined = calendar.flatMap { inner.edition("joined", $0) }
      let left = calendar.flatMap { inner.edition("left", $0) }
      if let joined, let left, let scalar = inner.scalar("left"), calendar?.isOrdered(joined, before: left) == false {
        inner.report(
          "never-in-index", "`left` is the first edition without it, and it joins in \(joined.text)", scalar.span,
          "write a later edition")
      }
      result.append(
        Constituent(
          id: id, name: name, category: inner.text("category"), strategy: inner.text("strategy"),
          aliases: own.map(\.text), joined: joined, left: left))
    }
    report(aliases, result)
    if result.isEmpty, !reader.diagnostics.hasErrors {
      reader.report(
        "missing-key", "the index has no constituents", reader.entry("constituents")?.keySpan ?? reader.span,
        "add a line `constituents: [{id: ACME, name: Acme}]`")
    }
    return result
  }

  /// An alias means one constituent.
  private mutating func report(
    _ aliases: [(text: String, span: SourceSpan, owner: String)], _ constituents: [Constituent]
  ) {
    var owners: [String: String] = [:]
    for constituent in constituents {
      owners[constituent.id] = constituent.id
      owners[constituent.name] = constituent.id
    }
    for (text, span, owner) in aliases {
      if let other = owners[text], other != owner {
        reader.report("duplicate-alias", "`\(text)` is \(other) already", span, "give each name to one constituent")
      } else {
        owners[text] = owner
      }
    }
  }

  /// Whether a text may name a constituent or an edition, and so a folder and a part of a URL.
  private func isIdentifier(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count) && text.utf8.first.map { !".-+'&(!$,".utf8.contains($0) } ?? false
      && text.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
          || "-_.,+&'()!$".utf8.contains(byte)
      }
  }
}
