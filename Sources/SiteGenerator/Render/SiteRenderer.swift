internal import Diagnostics
internal import Synchronization

/// What is left of a rendered site when its files are where they belong.
struct RenderedSite: Sendable {
  /// Paths relative to Content/, which are paths in the site too.
  var copies: [String] = []
  /// Paths of the site that another build copies.
  var copiesElsewhere: [String] = []
  /// What took longest to make, the slowest first.
  var slowest = SlowestPages()
  /// The files that were made, in no order; the others are as an earlier build left them.
  var made: [SitePath] = []
}

/// Where the files of a site go; asked from several threads at once.
struct FileDestination: Sendable {
  /// Takes all files of a family as an earlier build left them, if that made them from the same; else it gives the number
  /// with which each is to be asked for.
  var keepFamily: @Sendable (FamilyOrigin) -> Int?
  /// Takes a file as an earlier build left it, if that made it from the same or to show the same; else it has to be made.
  var keep: @Sendable (SitePath, FileOrigin) throws(WriteError) -> Bool
  /// Takes a file when it is made; afterwards nobody holds it.
  var put: @Sendable (RenderedFile, FileOrigin) throws(WriteError) -> Void
  /// Takes a drawing that is published as PNG.
  var draw: @Sendable (SitePath, [UInt8]) throws(WriteError) -> Void

  /// For who wants to know what is wrong, and nothing else.
  static let nowhere = FileDestination { _ in
    0
  } keep: { _, _ in
    false
  } put: { _, _ in
  } draw: { _, _ in
  }
}

/// Makes every file of a site that is not what it was, on all processors; all problems are collected.
enum SiteRenderer {
  private struct State {
    var problems: [(index: Int, diagnostic: Diagnostic)] = []
    var slowest = SlowestPages()
    var made: [SitePath] = []
  }

  static func render(
    _ files: SiteFiles, to destination: FileDestination, watch: BuildWatch = BuildWatch()
  ) throws(WriteError) -> (site: RenderedSite, diagnostics: [Diagnostic]) {
    let files = files.opened(unlessKeptBy: destination)
    let count = files.pages.count + files.others.count
    let state = Mutex(State())
    let done = Atomic(0)
    let clock = ContinuousClock()
    @Sendable func make(_ index: Int) throws(WriteError) {
      let file = files[index]
      var origin = FileOrigin(
        recipe: file.recipe.flatMap { files.ingredients?.fingerprint(of: $0) }, family: file.family)
      if origin.recipe != nil, try destination.keep(file.path, origin) { return }
      let start = clock.now
      let draft = Result { () throws(RenderError) in try file.draft?() }
      if case .success(let draft?) = draft {
        origin.shown = draft.shown
        if try destination.keep(file.path, origin) { return }
      }
      let made = Result { () throws(RenderError) in
        if let draft = try draft.get() { return try draft.make() }
        return try file.make()
      }
      switch made {
      case .success(let bytes): try destination.put(RenderedFile(path: file.path, bytes: bytes), origin)
      case .failure(let error): state.withLock { $0.problems.append((index, error.diagnostic)) }
      }
      let duration = clock.now - start
      state.withLock { state in
        state.made.append(file.path)
        state.slowest.add(file.path.text, duration)
      }
      watch.step(.render, done.add(1, ordering: .relaxed).newValue, of: count)
    }
    let stretches = stretches(of: (0..<count).map { files[$0].neighbourhood })
    // One piece of work more than there are files, the first: the search's files are not known before all are made.
    try ParallelWork.run(stretches.count + 1, stretch: 1) { number throws(WriteError) in
      guard number > 0 else {
        try files.search?().make(unless: destination.keep, destination.put)
        for file in files.assets { try destination.put(file, FileOrigin()) }
        return
      }
      for index in stretches[number - 1] { try make(index) }
    }
    try ParallelWork.run(files.cards.count) { number throws(WriteError) in
      let card = files.cards[number]
      var drawing: [UInt8]?
      do throws(RenderError) { drawing = try card.drawing() } catch {
        state.withLock { $0.problems.append((count + 1 + number, error.diagnostic)) }
      }
      if let drawing { try destination.draw(card.path, drawing) }
    }
    let end = state.withLock { $0 }
    let site = RenderedSite(
      copies: files.copies, copiesElsewhere: files.copiesElsewhere, slowest: end.slowest, made: end.made)
    return (site, end.problems.sorted { $0.index < $1.index }.map(\.diagnostic))
  }

  /// How many files one thread makes at a time, where they are neighbours and where they are not.
  private static let (mostNeighbours, mostOthers) = (64, 16)

  /// The files in the order in which they are made: neighbours by one thread and one after the other.
  private static func stretches(of neighbourhoods: [Int]) -> [[Int]] {
    let order = neighbourhoods.indices.sorted { (neighbourhoods[$0], $0) < (neighbourhoods[$1], $1) }
    var stretches: [[Int]] = []
    for index in order {
      let most = neighbourhoods[index] == 0 ? mostOthers : mostNeighbours
      if let last = stretches.last, last.count < most, neighbourhoods[last[0]] == neighbourhoods[index] {
        stretches[stretches.count - 1].append(index)
      } else {
        stretches.append([index])
      }
    }
    return stretches
  }
}
