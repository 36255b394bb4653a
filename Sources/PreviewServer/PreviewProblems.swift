public import Diagnostics
internal import FlyingFox

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Android)
  internal import Android
#endif

/// A preview that cannot begin. The command or the system is at fault, not the content.
public struct PreviewFailure: Error {
  public let diagnostic: Diagnostic
}

extension ListeningProblem {
  var diagnostic: Diagnostic {
    switch number {
    case EADDRINUSE:
      Diagnostic(
        id: "port-taken", "port \(port) is taken", at: .project,
        help: "end the program that listens there, name another port with --port, or leave --port out for a free one")
    case EACCES, EPERM:
      Diagnostic(
        id: "port-refused", "port \(port) is not open to you", at: .project,
        help: "ports below 1024 are the system's; name one above with --port, or leave --port out")
    default:
      Diagnostic(
        id: "port-refused", "port \(port) cannot be listened at: \(String(cString: strerror(number)))", at: .project,
        help: "name another port with --port")
    }
  }
}

extension WatchProblem {
  func diagnostic(_ severity: Severity) -> Diagnostic {
    let help =
      switch number {
      case ENOSPC:
        "the system watches no more folders; let it with: sudo sysctl fs.inotify.max_user_watches=524288"
      case EMFILE:
        "too many programs watch folders; end one, or allow more with: sudo sysctl fs.inotify.max_user_instances=512"
      default: "check that the folder can be read"
      }
    return Diagnostic(
      severity, id: "unwatched-folder", "the folder cannot be watched: \(String(cString: strerror(number)))",
      at: .file(path: path), help: help)
  }
}

/// A folder that has to be there before there is anything to show.
enum ProjectFolder {
  static func problem(_ path: String, beside name: String, option: String) -> Diagnostic? {
    var status = stat()
    let isThere = stat(path, &status) == 0
    guard !isThere || status.st_mode & S_IFMT != S_IFDIR else { return nil }
    let cause = String(cString: strerror(isThere ? ENOTDIR : errno))
    return Diagnostic(
      id: "input-output", "the folder cannot be read: \(cause)", at: .file(path: path),
      help: "run the command beside \(name)/, or name the folder with \(option)")
  }
}
