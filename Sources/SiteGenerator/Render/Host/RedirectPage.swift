internal import HTMLEscaping
internal import Markdown

/// A page at an old address that sends its reader on, for hosts that read no `_redirects`.
enum RedirectPage {
  static func html(from: SitePath, to: SitePath, in plan: SitePlan) -> String {
    let settings = plan.content.settings
    let target = HTMLText.escaped(from.rootPrefix + to.link)
    let canonical = settings.url.map { "<link rel=\"canonical\" href=\"\(HTMLText.escaped($0 + to.permalink))\">\n" }
    return """
      <!DOCTYPE html>
      <html lang="\(HTMLText.escaped(settings.language))">
      <head>
      <meta charset="utf-8">
      \(ContentPolicy.page(of: plan).element)
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="robots" content="noindex">
      <meta http-equiv="refresh" content="0; url=\(target)">
      \(canonical ?? "")<title>Moved · \(HTMLText.escaped(settings.title))</title>
      </head>
      <body>
      <p>This page has moved: <a href="\(target)">go to its new address</a>.</p>
      </body>
      </html>

      """
  }
}
