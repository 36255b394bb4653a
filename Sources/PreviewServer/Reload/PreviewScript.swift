internal import Diagnostics
internal import HTMLEscaping

/// The script by which a page follows its site, and what it takes: addresses that no site has.
enum PreviewScript {
  static let script = "/-/preview.js"
  static let stylesheet = "/-/preview.css"
  static let socket = "/-/preview.socket"

  /// The page with the script before its body's end, or at its own; every other byte stays.
  static func inserted(into page: [UInt8], _ stamp: PageStamp) -> [UInt8] {
    let end = bodyEnd(of: page) ?? page.count
    return Array(page[..<end]) + element(stamp).utf8 + page[end...]
  }

  /// The offset of the last `</body`.
  private static func bodyEnd(of page: [UInt8]) -> Int? {
    let tag = Array("</body".utf8)
    guard page.count >= tag.count else { return nil }
    return (0...(page.count - tag.count)).last { start in
      // Letters of a tag's name count in either case.
      page[start] == tag[0] && page[start + 1] == tag[1]
        && (2..<tag.count).allSatisfy { page[start + $0] | 0x20 == tag[$0] }
    }
  }

  private static func element(_ stamp: PageStamp) -> String {
    """
    <script src="\(script)" data-page="\(HTMLText.escaped(stamp.page))" \
    data-stylesheet="\(HTMLText.escaped(stamp.stylesheet))"></script>

    """
  }

  /// A page of the preview's own, where the site has none to show.
  static func page(_ title: String, _ text: String, _ problems: [Diagnostic]) -> [UInt8] {
    let shown = DiagnosticRenderer().render(problems)
    let page = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'; \
      connect-src 'self'; base-uri 'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(HTMLText.escaped(title))</title>
      </head>
      <body>
      <h1>\(HTMLText.escaped(title))</h1>
      <p>\(HTMLText.escaped(text))</p>
      \(problems.isEmpty ? "" : "<noscript><pre>\(HTMLText.escaped(shown))</pre></noscript>\n")</body>
      </html>

      """
    return inserted(into: Array(page.utf8), .none)
  }
}
