internal import TemplateValues

/// What a page may load, as its Content-Security-Policy: its own stylesheet, pictures and fonts, and nothing from
/// elsewhere. Scripts run on the search page alone, and only from files, so that no markup that an author was trusted
/// with brings a script or a style of its own.
enum ContentPolicy {
  case page
  case search
  /// A page as `site serve` shows it: with the preview's own script, which is a file, too.
  case preview

  static func page(of plan: SitePlan) -> ContentPolicy { plan.isPreview ? .preview : .page }

  /// The element for a page's head: made by code, since no template may print a value into one that browsers obey.
  var element: String { "<meta http-equiv=\"Content-Security-Policy\" content=\"\(text)\">" }

  var value: TemplateValue { .html(TrustedHTML(trusted: Array(element.utf8))) }

  /// Who may frame the page is not in it: a `meta` element cannot say that.
  var text: String {
    var directives = ["default-src 'none'", "style-src 'self'", "img-src 'self'", "font-src 'self'"]
    switch self {
    case .page: directives += ["form-action 'none'"]
    case .preview: directives += ["script-src 'self'", "connect-src 'self'", "form-action 'none'"]
    case .search: directives += ["script-src 'self'", "connect-src 'self'", "form-action 'self'"]
    }
    return (directives + ["base-uri 'none'"]).joined(separator: "; ")
  }
}
