import Diagnostics
import Markdown

/// A body as a page shows it, and what is said of it. `page.md` is a page of the site, `picture.png` an image of 40 by 30
/// pixels, `https:` leads elsewhere, `bad:` is refused, `v:NAME` a value; the page around it holds `main` and `part-…`.
func printed(_ text: String, allowsRawHTML: Bool = false) -> (html: String, problems: String, body: MarkdownBody) {
  let options = MarkdownOptions(
    allowsRawHTML: allowsRawHTML,
    reservedIDs: StaticIDs(in: "<main id=\"main\"><h2 id='part-{{ loop.index }}'>".utf8),
    resolve: { url in
      switch url {
      case _ where url.hasPrefix("#"): .fragment(String(url.dropFirst()))
      case _ where url.hasPrefix("https:"): .external
      case _ where url.hasPrefix("mailto:"): .contact
      case _ where url.hasPrefix("v:"): .value(name: String(url.dropFirst(2)))
      case "page.md": .site(path: "pages/page/index.html")
      case "page.md#größe": .site(path: "pages/page/index.html", fragment: "größe")
      case "picture.png": .image(path: "media/a picture.png", size: ImageSize(width: 40, height: 30))
      case _ where url.hasPrefix("bad:"): .invalid(id: "url-scheme", message: "bad", help: "good")
      default: .verbatim
      }
    }, resolveBlockImage: { $0 == "index:table" ? .block("table") : .image })
  let (body, diagnostics) = MarkdownPrinter.print(SourceFile(path: "a.md", text: text), from: 0, options: options)
  return (shown(body), DiagnosticRenderer().render(diagnostics), body)
}

func shown(_ body: MarkdownBody) -> String {
  let html = body.html(root: "../") {
    Array("[\($0.name)]\n".utf8)
  } value: {
    InlineMarkup(opening: Array("<data value=\"\($0.name)\">".utf8), closing: Array("</data>".utf8))
  }
  return String(decoding: html, as: UTF8.self)
}
