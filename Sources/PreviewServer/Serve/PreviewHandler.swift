internal import Diagnostics
internal import FlyingFox
internal import Foundation
internal import SiteGenerator

/// Answers a browser. It only reads: no request changes anything.
struct PreviewHandler: HTTPHandler {
  let live: LivePreview
  let address: OwnAddress
  /// The folder that files of media/ lie in.
  let content: String
  /// Tells this run of the server from the next.
  let run = String(UInt64.random(in: 0...UInt64.max), radix: 36)

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    var response = await answer(request)
    // Nothing is shown older than it is, guessed at, or put into pages of others.
    response.headers[.cacheControl] = "no-cache"
    response.headers[HTTPHeader("X-Content-Type-Options")] = "nosniff"
    response.headers[HTTPHeader("Cross-Origin-Resource-Policy")] = "same-origin"
    response.headers[HTTPHeader("Referrer-Policy")] = "same-origin"
    return response
  }

  private func answer(_ request: HTTPRequest) async -> HTTPResponse {
    guard address.isOwn(host: request.headers[.host]) else {
      return text(.forbidden, "This preview answers at \(address.url) only.\n", to: request)
    }
    guard request.method == .GET || request.method == .HEAD else {
      var response = text(.methodNotAllowed, "A preview is only read.\n", to: request)
      response.headers[HTTPHeader("Allow")] = "GET, HEAD"
      return response
    }
    let target = request.target.path()
    switch target {
    case PreviewScript.script: return bytes(PackageResources.preview_js, target, .ok, to: request)
    case PreviewScript.stylesheet: return bytes(PackageResources.preview_css, target, .ok, to: request)
    case PreviewScript.socket: return await socket(request)
    default: break
    }
    guard let path = RequestPath(target) else {
      return text(.badRequest, "No page has such an address.\n", to: request)
    }
    return page(path, live.showing, to: request)
  }

  // MARK: Pages

  private func page(_ path: RequestPath, _ showing: Showing, to request: HTTPRequest) -> HTTPResponse {
    switch showing.page(at: path) {
    case .bytes(var page, let file, let isMissing):
      if ContentType.of(file) == ContentType.html {
        page = PreviewScript.inserted(into: page, showing.stamp(of: page))
      }
      return bytes(page, file, isMissing ? .notFound : .ok, to: request)
    case .file(let diskPath, let file): return media(diskPath, file, to: request)
    case .folder:
      let query = request.target.query()
      let isPlain = !query.isEmpty && query.utf8.allSatisfy { (0x21...0x7E).contains($0) }
      var response = text(.movedPermanently, "", to: request)
      response.headers[.location] = request.target.path() + "/" + (!isPlain ? "" : "?" + query)
      return response
    case .problems(let problems):
      return bytes(
        PreviewScript.page("This page cannot be made", "It appears here when its errors are mended.", problems),
        "index.html", .internalServerError, to: request)
    case .noSite where showing.build == 0:
      return bytes(
        PreviewScript.page("The site is being made", "It appears here when it is done.", []), "index.html",
        .serviceUnavailable, to: request)
    case .noSite:
      return bytes(
        PreviewScript.page(
          "The site cannot be made", "It appears here when its errors are mended.", showing.problems), "index.html",
        .internalServerError, to: request)
    }
  }

  private func media(_ diskPath: String, _ path: String, to request: HTTPRequest) -> HTTPResponse {
    let root = content + "/"
    guard diskPath.hasPrefix(root), let file = MediaFile(String(diskPath.dropFirst(root.count)), in: content) else {
      return text(.notFound, "The file is not there, or is no plain file.\n", to: request)
    }
    let tag = "\"\(file.version)\""
    var headers: HTTPHeaders = [.contentType: ContentType.of(path), .eTag: tag, .acceptRanges: "bytes"]
    if isKnown(tag, to: request) {
      headers[.contentLength] = String(file.size)
      return HTTPResponse(statusCode: .notModified, headers: headers)
    }
    if request.method == .HEAD {
      headers[.contentLength] = String(file.size)
      return HTTPResponse(statusCode: .ok, headers: headers)
    }
    let isSame = request.headers[HTTPHeader("If-Range")].map { $0 == tag } ?? true
    switch ByteRange(isSame ? request.headers[.range] : nil, of: file.size) {
    case .whole: return HTTPResponse(statusCode: .ok, headers: headers, body: file.body(0..<file.size))
    case .part(let range):
      headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(file.size)"
      return HTTPResponse(statusCode: .partialContent, headers: headers, body: file.body(range))
    case .outside:
      headers[.contentRange] = "bytes */\(file.size)"
      return HTTPResponse(statusCode: .rangeNotSatisfiable, headers: headers)
    }
  }

  // MARK: The line of an open page

  private func socket(_ request: HTTPRequest) async -> HTTPResponse {
    guard address.isOwn(origin: request.headers[HTTPHeader("Origin")], host: request.headers[.host]) else {
      return text(.forbidden, "Only pages of this preview are told of it.\n", to: request)
    }
    func value(_ name: String) -> String { request.query.first { $0.name == name }?.value ?? "" }
    guard let path = RequestPath(value("path")) else {
      return text(.badRequest, "No page has such an address.\n", to: request)
    }
    let open = OpenPage(path: path, stamp: PageStamp(page: value("page"), stylesheet: value("stylesheet")))
    let handler = WebSocketHTTPHandler(handler: PreviewSocket(run: run, live: live, open: open))
    return (try? await handler.handleRequest(request)) ?? text(.badRequest, "", to: request)
  }

  // MARK: Answers

  private func bytes(
    _ bytes: [UInt8], _ path: String, _ status: HTTPStatusCode, to request: HTTPRequest
  ) -> HTTPResponse {
    var hasher = Hasher()
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    let tag = "\"\(String(UInt(bitPattern: hasher.finalize()), radix: 36))\""
    let headers: HTTPHeaders = [
      .contentType: ContentType.of(path), .eTag: tag, .contentLength: String(bytes.count),
    ]
    if status == .ok, isKnown(tag, to: request) { return HTTPResponse(statusCode: .notModified, headers: headers) }
    let body = request.method == .HEAD ? Data() : Data(bytes)
    return HTTPResponse(
      statusCode: status, headers: headers, body: HTTPBodySequence(data: body, suggestedBufferSize: 64 << 10))
  }

  private func text(_ status: HTTPStatusCode, _ text: String, to request: HTTPRequest) -> HTTPResponse {
    bytes(Array(text.utf8), "answer.txt", status, to: request)
  }

  /// Whether the browser has this very version.
  private func isKnown(_ tag: String, to request: HTTPRequest) -> Bool {
    guard let known = request.headers[HTTPHeader("If-None-Match")] else { return false }
    return known.split(separator: ",").contains { $0.drop { $0 == " " }.trimmingPrefix("W/") == tag }
  }
}
