public import Diagnostics

/// Why nothing was made.
public enum StartProblem: Error {
  /// What stands in Content/ leaves open what a new file has to know.
  case content([Diagnostic])
  /// The command asks for what cannot be.
  case command(Diagnostic)
  /// The disk refused.
  case disk(Diagnostic)

  public var diagnostics: [Diagnostic] {
    switch self {
    case .content(let diagnostics): diagnostics
    case .command(let diagnostic), .disk(let diagnostic): [diagnostic]
    }
  }

  /// 1 where the content has to be mended, 2 where the command or the disk is at fault.
  public var exitCode: Int32 {
    switch self {
    case .content(let diagnostics): max(1, BuildReport.exitCode(of: diagnostics))
    case .command, .disk: 2
    }
  }

  static func command(_ id: String, _ message: String, help: String) -> StartProblem {
    .command(Diagnostic(id: id, message, at: .project, help: help))
  }
}

/// What a run made, all of it new.
public struct MadeFiles: Sendable {
  /// As the command line names them.
  public let paths: [String]
  /// What was made and what to do next, for a person.
  public let text: String
}
