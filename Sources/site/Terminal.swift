internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import SiteGenerator

/// The process's streams, and what the terminal behind them shows.
enum Terminal {
  /// Colour on a terminal, unless NO_COLOR is set or CLICOLOR is 0; everywhere under CLICOLOR_FORCE.
  static func isColoured(_ descriptor: Int32) -> Bool {
    isColoured(ProcessInfo.processInfo.environment, isInteractive: isInteractive(descriptor))
  }

  static func isColoured(_ environment: [String: String], isInteractive: Bool) -> Bool {
    if let none = environment["NO_COLOR"], !none.isEmpty { return false }
    if let force = environment["CLICOLOR_FORCE"], !force.isEmpty, force != "0" { return true }
    return environment["CLICOLOR"] != "0" && isInteractive
  }

  /// Whether a person looks at it, through a terminal that can draw over a line.
  static func isInteractive(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// The width of the terminal behind standard error; 80 where it does not say.
  static var columns: Int {
    var size = winsize()
    return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 1 ? Int(size.ws_col) : 80
  }

  static func print(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

  /// - Throws: what the system says where standard output takes no more.
  static func write(_ bytes: [UInt8]) throws { try FileHandle.standardOutput.write(contentsOf: Data(bytes)) }

  static func printError(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

  /// Says that a build waits for another one.
  static func waiting(for output: String) -> @Sendable () -> Void {
    { printError("waiting for another build of \(output)/\n") }
  }

  /// Problems for a person go to standard error; for a program to standard output.
  static func report(_ diagnostics: [Diagnostic], _ format: DiagnosticFormat) {
    switch format {
    case .text: reportAside(diagnostics, .text)
    case .json, .github, .sarif: print(text(of: diagnostics, format))
    }
  }

  /// Problems in any form on standard error, where standard output carries what was asked for.
  static func reportAside(_ diagnostics: [Diagnostic], _ format: DiagnosticFormat) {
    let isColoured = format == .text && isColoured(STDERR_FILENO)
    printError(text(of: diagnostics, format, isColoured: isColoured))
  }

  private static func text(
    of diagnostics: [Diagnostic], _ format: DiagnosticFormat, isColoured: Bool = false
  ) -> String {
    DiagnosticRenderer(
      format: format.rendererFormat, isColoured: isColoured, version: Site.configuration.version
    ).render(diagnostics)
  }
}

extension BuildReport {
  /// What a run with errors left behind.
  func outcome(in output: String) -> String {
    isOutputMixed ? "part of \(output)/ is new, and the next build mends it" : "nothing in \(output)/ was changed"
  }
}

extension ParsableCommand {
  /// Prints a usage error as the argument parser words it, and ends with 2.
  static func exitWithUsageError(_ error: any Error) -> Never {
    Terminal.printError(fullMessage(for: error) + "\n")
    Foundation.exit(2)
  }
}

extension Int {
  /// `1 page`, `2 pages`.
  func counted(_ one: String, _ many: String? = nil) -> String { "\(self) \(self == 1 ? one : many ?? one + "s")" }
}
