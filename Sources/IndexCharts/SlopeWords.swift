internal import ScoreLedger

extension SlopeChart {
  var subtitle: String {
    let editions =
      field.ledger.tables.count == 2 ? "in the two editions so far" : "in \(earlier.id.text) and \(later.id.text)"
    let isCut = ends.count < later.standings.count
    let near = isCut ? ", of \(field.name(of: subject)) and its nearest neighbours by rank" : ""
    return field.ledger.scale.measure + ", " + editions + near
  }

  var note: String? {
    var parts: [String] = []
    if (starts + ends).contains(where: { $0.provenance == .implied }) {
      parts.append("Hollow: follows from the change stated in the edition after.")
    }
    if let version = later.startsMethodology {
      parts.append("Methodology \(version.name) starts: the scores do not compare, so no line joins them.")
    }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// `Tesla gained one point in a week when Meta gained four`.
  var title: String {
    let name = field.name(of: subject)
    guard let own = later.standing(of: subject) else { return name }
    let words = field.words
    let verbs = field.ledger.scale.verbs
    guard let change = own.change?.units else { return "\(name) is at \(field.ledger.scale.text(own.score))" }
    let period = field.ledger.calendar.cadence.period
    let what =
      change == 0
      ? "\(name) stood still" : "\(name) \(change > 0 ? verbs.rose : verbs.fell) \(words.amount(change))"
    func size(_ standing: Standing) -> UInt { (standing.change?.units ?? 0).magnitude }
    guard let largest = later.standings.max(by: { size($0) < size($1) }), size(largest) > 0 else {
      return what + ", as did every other \(field.noun.one)"
    }
    if size(largest) == size(own) {
      let isAlone = later.standings.count { size($0) == size(own) } == 1
      return what
        + (later.standings.count > 1 && isAlone
          ? ", the largest move of the \(FactWords.count(later.standings.count))" : "")
    }
    let move = largest.change?.units ?? 0
    // The unit is named once.
    let much = change == 0 ? words.amount(move) : words.size(move)
    return "\(what) in \(period.hasPrefix("e") ? "an" : "a") \(period) when \(largest.constituent.name) "
      + "\(move > 0 ? verbs.rose : verbs.fell) \(much)"
  }

  var description: String {
    let name = field.name(of: subject)
    let scale = field.ledger.scale
    let scores = [earlier, later].compactMap { table in
      table.standing(of: subject).map { "\(scale.text($0.score)) in \(table.id.text)" }
    }
    return "Slope chart of \(FactWords.count(later.standings.count)) \(field.noun.many) in two editions; \(name): "
      + scores.joined(separator: ", ")
  }
}
