/// The candidate that a person most likely meant: the nearest by edits, at most a third of the word's length away.
///
/// An edit inserts, removes or replaces a scalar or swaps two neighbours. Of equally near candidates the first wins;
/// a difference of letter case alone counts as no edit.
/// - Complexity: O(word · total length of the candidates).
public func nearestName(to word: String, among candidates: some Sequence<String>) -> String? {
  let wanted = Array(word.lowercased().unicodeScalars)
  guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
  let limit = max(1, (wanted.count + 1) / 3)
  var best: (name: String, distance: Int)?
  for candidate in candidates where candidate != word {
    let letters = Array(candidate.lowercased().unicodeScalars)
    guard abs(letters.count - wanted.count) <= limit else { continue }
    let distance = editDistance(wanted, letters)
    if distance <= limit, distance < max(wanted.count, letters.count), distance < (best?.distance ?? .max) {
      best = (candidate, distance)
    }
  }
  return best?.name
}

private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var beforeLast = [Int](repeating: 0, count: right.count + 1)
  var last = Array(0...right.count)
  for row in 0..<left.count {
    var current = [row + 1]
    for column in 0..<right.count {
      let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
      var cost = min(replaced, last[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
        cost = min(cost, beforeLast[column - 1] + 1)
      }
      current.append(cost)
    }
    beforeLast = last
    last = current
  }
  return last[right.count]
}
