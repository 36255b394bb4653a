internal import Diagnostics
internal import FlyingFox
internal import Foundation
internal import SiteGenerator

/// A page's line to the preview: it is told what to do whenever something changes. Nothing that it says is read.
///
/// A WebSocket, and no stream of events: of these a browser opens only six to one server, so that the seventh tab would
/// wait for ever.
struct PreviewSocket: WSHandler {
  /// Each message tells a run of the server from the next.
  let run: String
  let live: LivePreview
  let open: OpenPage

  /// How often a browser is asked whether it is there: often enough for `PatientPool`.
  static let heartbeat = Duration.seconds(10)

  func makeFrames(for client: AsyncThrowingStream<WSFrame, any Error>) async throws -> AsyncStream<WSFrame> {
    let (frames, line) = AsyncStream.makeStream(of: WSFrame.self)
    guard let showings = live.follow() else {
      line.yield(.close())
      line.finish()
      return frames
    }
    let task = Task {
      await withTaskGroup { group in
        group.addTask {
          // Ends when the browser leaves, or is silent for too long.
          do { for try await frame in client where frame.opcode == .close { return } } catch {}
        }
        group.addTask {
          var stylesheet = open.stamp.stylesheet
          for await showing in showings {
            let known = OpenPage(path: open.path, stamp: PageStamp(page: open.stamp.page, stylesheet: stylesheet))
            let (update, problems) = showing.update(of: known)
            if update == .style { stylesheet = showing.site?.stylesheet ?? "" }
            let message = Self.message(showing, update, problems, run: run)
            line.yield(WSFrame(fin: true, opcode: .text, mask: nil, payload: Data(message.utf8)))
          }
        }
        group.addTask {
          while (try? await Task.sleep(for: Self.heartbeat)) != nil {
            line.yield(WSFrame(fin: true, opcode: .ping, mask: nil, payload: Data()))
          }
        }
        await group.next()
        group.cancelAll()
      }
      line.yield(.close())
      line.finish()
    }
    line.onTermination = { _ in task.cancel() }
    return frames
  }

  /// - Parameter problems: of the page itself, beside those of the site.
  static func message(
    _ showing: Showing, _ update: PageUpdate, _ problems: [Diagnostic], run: String
  ) -> String {
    let isStanding = showing.site != nil
    let media =
      switch showing.media {
      case .none: "false"
      case .any: "true"
      case .files(let paths): "[" + paths.sorted().map { jsonString("/" + $0) }.joined(separator: ", ") + "]"
      }
    let updateName =
      switch update {
      case .none: "none"
      case .style: "style"
      case .reload: "reload"
      }
    return """
      {"build": \(jsonString("\(run)-\(showing.build)")), "isBuilding": \(showing.build == 0), \
      "isStanding": \(isStanding), "update": "\(updateName)", \
      "stylesheet": \(jsonString(showing.site?.stylesheet ?? "")), "media": \(media), \
      "problems": \(ProblemReport(showing.problems + problems).json)}
      """
  }
}
