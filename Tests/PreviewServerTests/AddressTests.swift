import Testing

@testable import PreviewServer

@Test(arguments: [
  ("/", "", true, "index.html"), ("/articles/", "articles", true, "articles/index.html"),
  ("/articles/x", "articles/x", false, "articles/x"), ("/caf%C3%A9/a%20b.txt", "café/a b.txt", false, "café/a b.txt"),
  ("/a%3Fb%23c", "a?b#c", false, "a?b#c"), ("/...", "...", false, "..."),
  ("/.well-known/x", ".well-known/x", false, ".well-known/x"),
  // Decoded once, and no more.
  ("/%252e%252e/x", "%2e%2e/x", false, "%2e%2e/x"),
])
func aPathNamesAFile(_ target: String, text: String, isFolder: Bool, file: String) throws {
  let path = try #require(RequestPath(target))
  #expect(path.text == text && path.isFolder == isFolder && path.file == file)
}

@Test(arguments: [
  "", "*", "articles", "/..", "/../x", "/a/../x", "/./x", "/%2e%2e/x", "/%2E/x", "/..%2fx", "/a%2fb", "/a%5cb", "/a\\b",
  "//x", "/a//b", "//", "/a%00b", "/%0d%0a", "/%7f", "/%", "/%2", "/%zz", "/%ff", "/%c0%ae%c0%ae/x", "/%ed%a0%80",
  "http://127.0.0.1/x", "https:/x",
])
func aPathThatNoSiteHasIsNone(_ target: String) { #expect(RequestPath(target) == nil) }

@Test(arguments: [
  ("127.0.0.1:8080", true), ("localhost:8080", true), ("LOCALHOST:8080", true), ("[::1]:8080", true),
  ("127.0.0.1", false), ("localhost", false), ("localhost:80", false), ("127.0.0.1:8081", false), ("", false),
  ("evil.example:8080", false), ("localhost.evil.example:8080", false), ("a@localhost:8080", false),
  ("localhost:8080:8080", false), ("127.0.0.2:8080", false), ("0.0.0.0:8080", false),
])
func onlyItsOwnNamesAreAnswered(_ host: String, isOwn: Bool) {
  #expect(OwnAddress(port: 8080).isOwn(host: host) == isOwn)
}

@Test func theStandardPortNeedsNoNumber() {
  let address = OwnAddress(port: 80)
  #expect(address.isOwn(host: "localhost") && address.isOwn(host: "localhost:80") && address.url == "http://127.0.0.1/")
  #expect(!address.isOwn(host: nil) && OwnAddress(port: 8081).url == "http://127.0.0.1:8081/")
}

@Test(arguments: [
  ("http://localhost:8080", "localhost:8080", true), ("http://127.0.0.1:8080", "127.0.0.1:8080", true),
  ("http://localhost:8080", "127.0.0.1:8080", false), ("http://evil.example", "localhost:8080", false),
  ("http://evil.example:8080", "evil.example:8080", false), ("https://localhost:8080", "localhost:8080", false),
  ("null", "localhost:8080", false), (nil, "localhost:8080", false),
])
func onlyItsOwnPagesAreTold(_ origin: String?, host: String, isOwn: Bool) {
  #expect(OwnAddress(port: 8080).isOwn(origin: origin, host: host) == isOwn)
}

@Test(arguments: [
  ("index.html", "text/html; charset=utf-8"), ("a/B.HTML", "text/html; charset=utf-8"),
  ("assets/site.1a.css", "text/css; charset=utf-8"), ("x.js", "text/javascript; charset=utf-8"),
  ("x.svg", "image/svg+xml; charset=utf-8"), ("x.png", "image/png"), ("x.JPG", "image/jpeg"), ("x.jpeg", "image/jpeg"),
  ("x.webp", "image/webp"), ("x.avif", "image/avif"), ("x.gif", "image/gif"), ("x.woff2", "font/woff2"),
  ("feed.json", "application/json"), ("x.csv", "text/csv; charset=utf-8"),
  ("feed.xml", "application/xml; charset=utf-8"),
  ("index.html.md", "text/markdown; charset=utf-8"), ("robots.txt", "text/plain; charset=utf-8"),
  ("x.pdf", "application/pdf"), ("x.mp4", "video/mp4"), ("_headers", "text/plain; charset=utf-8"),
  (".nojekyll", "text/plain; charset=utf-8"), ("v1.2/LICENCE", "text/plain; charset=utf-8"),
  ("x.unheard-of", "application/octet-stream"), ("x.", "application/octet-stream"),
])
func aNameTellsTheKind(_ path: String, type: String) { #expect(ContentType.of(path) == type) }

@Test(arguments: [
  (nil, ByteRange.whole), ("bytes=0-9", .part(0..<10)), ("bytes=90-", .part(90..<100)), ("bytes=-10", .part(90..<100)),
  ("bytes=-1000", .part(0..<100)), ("bytes=0-1000", .part(0..<100)), ("bytes=99-99", .part(99..<100)),
  ("bytes=100-", .outside), ("bytes=-0", .outside), ("bytes=5-4", .whole), ("bytes=0-1,3-4", .whole),
  ("bytes=-", .whole),
  ("bytes=a-b", .whole), ("lines=0-1", .whole), ("bytes=+1-2", .whole), ("bytes=99999999999999999999-", .whole),
  ("bytes=0-9223372036854775807", .part(0..<100)),
])
func aPartOfAFile(_ header: String?, range: ByteRange) { #expect(ByteRange(header, of: 100) == range) }
