/// One field of one constituent in one edition is stated any number of times; a cell is where they meet.
struct Cell: Hashable {
  let edition: EditionID
  let constituent: String
  /// Tells it from all others of its index: by edition, and of one edition in the order of index.yml.
  let number: Int

  static func == (left: Cell, right: Cell) -> Bool { left.number == right.number }

  func hash(into hasher: inout Hasher) { hasher.combine(number) }
}

/// Numbers the cells of an index.
struct CellNumbers {
  private let places: [String: Int]

  /// - Parameter constituents: with one id each.
  init(_ constituents: [Constituent]) {
    places = Dictionary(constituents.enumerated().map { ($1.id, $0) }) { first, _ in first }
  }

  /// The place of a constituent in index.yml; nil for one that the index does not have.
  func place(of constituent: String) -> Int? { places[constituent] }

  /// Nil for a constituent that the index does not have.
  func cell(_ edition: EditionID, _ constituent: String) -> Cell? {
    places[constituent].map { cell(edition, constituent, at: $0) }
  }

  /// - Parameter place: of the constituent.
  func cell(_ edition: EditionID, _ constituent: String, at place: Int) -> Cell {
    Cell(edition: edition, constituent: constituent, number: edition.ordinal * places.count + place)
  }

  /// The place of a cell's constituent.
  func place(of cell: Cell) -> Int { cell.number - cell.edition.ordinal * places.count }
}
