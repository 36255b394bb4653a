public import Diagnostics
internal import Markdown

/// One body without a site around it: what `site markdown` prints.
public enum MarkdownTrial {
  /// The HTML that a body gives; nil where there is an error.
  ///
  /// Relative links stay as they are written, and their files are not looked for. There is no ledger: a link to an
  /// `index:` address is its text alone.
  /// - Parameters:
  ///   - path: what problems name as the file.
  ///   - isSmartPunctuationOn: whether straight quotes, `--` and `...` become typographic.
  ///   - allowsRawHTML: whether raw HTML is printed as it is; else it is shown as text, with a warning.
  public static func print(
    _ bytes: [UInt8], path: String, isSmartPunctuationOn: Bool, allowsRawHTML: Bool
  ) -> (html: [UInt8]?, diagnostics: [Diagnostic]) {
    let file = SourceFile(path: path, bytes: bytes)
    let problems = TextCheck.problems(in: file).filter { $0.id != "empty-file" }
    guard problems.isEmpty else { return (nil, problems) }
    let options = MarkdownOptions(
      isSmartPunctuationOn: isSmartPunctuationOn, allowsRawHTML: allowsRawHTML, resolve: target)
    let (body, diagnostics) = MarkdownPrinter.print(file, from: 0, options: options)
    guard !diagnostics.hasErrors else { return (nil, diagnostics) }
    let html = body.html(root: "", block: { _ in [] }, value: { _ in InlineMarkup(opening: [], closing: []) })
    return (html, diagnostics)
  }

  private static func target(of url: String) -> LinkTarget {
    url.hasPrefix("index:") ? .text : LinkResolver.absoluteTarget(of: url) ?? .verbatim
  }
}
