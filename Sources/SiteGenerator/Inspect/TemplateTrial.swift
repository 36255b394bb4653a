public import Diagnostics
internal import TemplateEngine
internal import TemplateValues

/// One template with data from a file: what `site render` prints.
public struct TemplateTrial: Sendable {
  /// Where the data comes from.
  public enum Data: Sendable {
    case none
    case file(path: String)
    case standardInput([UInt8])
  }

  private let name: String
  private let templates: TemplateSet
  private let context: TemplateMap

  /// Compiles every template of a folder and reads the data; all problems of both are collected.
  /// - Parameters:
  ///   - name: relative to the folder.
  ///   - isMarkupTrusted: whether `{"$html": "…"}` in the data is printed as it stands.
  public static func prepare(
    _ name: String, templates folder: String, data: Data, isMarkupTrusted: Bool = false
  ) -> (trial: TemplateTrial?, diagnostics: [Diagnostic]) {
    var tree = SourceTree()
    var diagnostics: [Diagnostic] = []
    var reader = FileReader(known: ReadFiles())
    ContentLoader.loadTemplates(folder, &reader, &tree, &diagnostics)
    let (templates, problems) = TemplateSet.compile(tree.templates, filters: SiteFilters(scale: nil).all)
    diagnostics += problems
    let (context, dataDiagnostics) = read(data, isMarkupTrusted: isMarkupTrusted)
    diagnostics += dataDiagnostics
    guard diagnostics.allSatisfy({ $0.id != Diagnostic.inputOutputID }) else { return (nil, diagnostics) }
    if tree.templates[name] == nil {
      diagnostics.append(unknownTemplate(name, in: Folder.normalised(folder), known: templates.names))
    }
    guard let context, !diagnostics.hasErrors else { return (nil, diagnostics) }
    return (TemplateTrial(name: name, templates: templates, context: context), diagnostics)
  }

  /// What the template prints; nil with the reason where it cannot.
  public func render() -> (bytes: [UInt8]?, diagnostics: [Diagnostic]) {
    do throws(RenderFailure) { return (try templates.render(name, context), []) } catch {
      return (nil, [error.diagnostic])
    }
  }

  private static func read(
    _ data: Data, isMarkupTrusted: Bool
  ) -> (context: TemplateMap?, diagnostics: [Diagnostic]) {
    let file: SourceFile
    switch data {
    case .none: return (TemplateMap(), [])
    case .standardInput(let bytes): file = SourceFile(path: "<standard input>", bytes: bytes)
    case .file(let path):
      do throws(UnreadablePath) { file = SourceFile(path: path, bytes: try Folder.read(path)) } catch {
        return (nil, [error.diagnostic(help: "name a JSON file after --data, or - for standard input")])
      }
    }
    let (value, diagnostics) = JSONReader.read(file)
    guard let value else { return (nil, diagnostics) }
    guard case .map(let map) = isMarkupTrusted ? ValueJSON.trustingMarkup(value) : value else {
      let start = file.bytes.firstIndex { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } ?? 0
      return (
        nil,
        [
          Diagnostic(
            id: "data-object", "an object gives a template its names; this is another value",
            at: SourcePlace(file, SourceSpan(start, file.lineRange(around: start).upperBound)),
            help: "write {\"name\": …}")
        ]
      )
    }
    return (map, diagnostics)
  }

  private static func unknownTemplate(_ name: String, in folder: String, known: [String]) -> Diagnostic {
    let near =
      name.hasPrefix(folder + "/") && known.contains(String(name.dropFirst(folder.count + 1)))
      ? String(name.dropFirst(folder.count + 1)) : nearestName(to: name, among: known)
    return Diagnostic(
      id: Diagnostic.usageID, "\(folder)/ has no template `\(name)`", at: .project,
      help: near.map { "did you mean \($0)?" } ?? "name one of \(known.prefix(8).joined(separator: ", "))")
  }
}
