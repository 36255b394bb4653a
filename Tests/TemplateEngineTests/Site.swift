import Diagnostics
import TemplateEngine
import TemplateValues

/// The templates that the page of a test may include and extend.
let parts: [String: String] = [
  "base":
    "A{% block head %}h{% endblock %}{% block body %}base{% block inside %}i{% endblock %}{% endblock %}Z{{ v | default(\"-\") }}\n",
  "middle":
    "{% extends \"base\" %}\n{% block body %}2{{ super() }}{% endblock %}\n{% block head %}H{% endblock %}",
  "part":
    "{{ x }}{% set inner = 1 %};\n",
]

let data: TemplateMap = [
  "title": "Fish & \"chips\"", "n": 3, "zero": 0, "yes": true, "no": false, "nothing": .none, "xs": ["a", "b", "c"],
  "empty": [], "page": ["title": "T", "tags": ["x", "y"]],
  "h": .html(TrustedHTML(trusted: Array("<b>x</b>".utf8))),
]

/// The page that a template makes of `data`, or the whole text of its errors.
func page(_ template: String, with extra: [String: String] = [:]) -> String {
  page(bytes: Array(template.utf8), with: extra)
}

func page(bytes: [UInt8], with extra: [String: String] = [:]) -> String {
  var files = parts.merging(extra) { $1 }.reduce(into: [String: SourceFile]()) { files, part in
    files[part.key] = SourceFile(path: part.key, text: part.value)
  }
  files["page"] = SourceFile(path: "page", bytes: bytes)
  let (templates, diagnostics) = TemplateSet.compile(files)
  guard diagnostics.isEmpty else { return DiagnosticRenderer(format: .text).render(diagnostics) }
  do throws(RenderFailure) {
    return String(decoding: try templates.render("page", data), as: UTF8.self)
  } catch {
    return DiagnosticRenderer(format: .text).render([error.diagnostic])
  }
}
