internal import Synchronization
internal import TemplateValues

/// What one thread prints pages with at a time: pages that are printed at once share neither what was printed before nor
/// the programs. Each look at a program counts a reference, and two threads that count the same one wait for one another.
struct Workbench {
  let programs: Programs
  var parts: PrintedParts

  init(_ programs: Programs, _ parts: PrintedParts) { (self.programs, self.parts) = (programs, parts) }

  /// One that has printed nothing yet.
  init(_ programs: Programs) {
    self.init(programs, PrintedParts(shelves: programs.pages.count + programs.loops.count))
  }
}

/// Workbenches for whoever prints.
final class Workbenches: Sendable {
  private struct State {
    var free: [Workbench] = []
    var isAnyMade = false
  }

  private let state = Mutex(State())

  /// - Parameter programs: the same each time.
  func take(_ programs: Programs) -> Workbench {
    let (free, isFirst) = state.withLock { state in
      defer { state.isAnyMade = true }
      return (state.free.popLast(), !state.isAnyMade)
    }
    return free ?? Workbench(isFirst ? programs : programs.copied)
  }

  func put(back bench: Workbench) { state.withLock { $0.free.append(bench) } }
}

extension Programs {
  /// The same, with references of its own.
  fileprivate var copied: Programs {
    var copy = self
    copy.programs = programs.map { Program(file: $0.file, code: $0.code.copied, spans: $0.spans, keys: keys) }
    copy.pages = pages.map { page in
      var page = page
      page.programs = page.programs.copied
      page.inputs = page.inputs.map { PartInputs(inputs: $0.inputs.map(\.copied)) }
      return page
    }
    copy.texts = texts.copied
    copy.constants = constants.copied
    copy.variables = variables.copied
    copy.keys = keys.copied
    copy.maps = maps.copied
    copy.loops = loops.map { Loop(names: $0.names.copied, isInText: $0.isInText, inputs: $0.inputs?.copied) }
    copy.filters = filters.copied
    copy.operators = operators.copied
    copy.escapings = escapings.copied
    return copy
  }
}

extension PartInputs.Input {
  fileprivate var copied: PartInputs.Input { PartInputs.Input(variable: variable, path: path.copied) }
}

extension RoundInputs {
  fileprivate var copied: RoundInputs {
    RoundInputs(
      inputs.map(\.copied), selector: selector.map { Selector(key: $0.key.copied, input: $0.input.copied) },
      isPlaced: isPlaced)
  }
}

extension Array {
  /// The same members in a place of its own.
  fileprivate var copied: [Element] { withUnsafeBufferPointer { Array($0) } }
}
