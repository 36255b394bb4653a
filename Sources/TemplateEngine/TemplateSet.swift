public import Diagnostics
internal import TemplateSyntax
public import TemplateValues

/// A page that could not be printed, and why.
public struct RenderFailure: Error, Sendable {
  public let diagnostic: Diagnostic

  init(_ diagnostic: Diagnostic) {
    self.diagnostic = diagnostic
  }
}

/// All templates of a site, compiled and checked.
///
///     let (templates, diagnostics) = TemplateSet.compile(["page.html": file])
///     let page = try templates.render("page.html", ["title": "Fish & chips"])
public struct TemplateSet: Sendable {
  /// The names of all templates, sorted; also of those with errors.
  public let names: [String]
  private let programs: Programs
  private let benches = Workbenches()

  /// Compiles all templates and finds every mistake that does not depend on data.
  ///
  /// A key is the name that `include` and `extends` write. A filter of the site replaces a built-in one of its name.
  public static func compile(
    _ files: [String: SourceFile], filters: [Filter] = []
  ) -> (templates: TemplateSet, diagnostics: [Diagnostic]) {
    let table = Dictionary((BuiltInFilters.all + filters).map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    var diagnostics: [Diagnostic] = []
    var parsed: [String: Template] = [:]
    for (name, file) in files {
      let (template, problems) = TemplateParser.parse(file, filters: table)
      if problems.isEmpty { parsed[name] = template }
      diagnostics += problems.map { $0.problem.diagnostic(at: .place(SourcePlace(file, $0.span))) }
    }
    var linker = TemplateLinker(parsed, broken: Set(files.keys).subtracting(parsed.keys))
    let linked = linker.link()
    diagnostics += linker.diagnostics
    // Only what is whole and leads nowhere back can be followed.
    guard !linker.hasCycle else {
      return (TemplateSet(names: files.keys.sorted(), programs: Programs()), diagnostics.sortedByPlace())
    }
    let (programs, problems) = Compiler.compile(linked)
    return (TemplateSet(names: files.keys.sorted(), programs: programs), (diagnostics + problems).sortedByPlace())
  }

  /// The same templates, which have printed nothing yet: what was printed holds on to the values that it was printed of.
  public var unused: TemplateSet { TemplateSet(names: names, programs: programs) }

  /// What a template reads of a context: nothing else has a say in its page.
  public func readNames(of name: String) -> [String] {
    programs.roots[name].map { programs.pages[$0].read.map { programs.variables[$0].text } } ?? []
  }

  /// The page that a template makes of `context`.
  ///
  /// - Throws: What went wrong and where: an undefined name, a value that does not fit, a limit; and an error about the
  ///   whole project if there is no template of that name or it has errors.
  public func render(_ name: String, _ context: TemplateMap) throws(RenderFailure) -> [UInt8] {
    guard let root = programs.roots[name] else {
      let problem: TemplateProblem = names.contains(name) ? .brokenTemplate(name) : .unknownTemplate(name, known: names)
      throw RenderFailure(problem.diagnostic(at: .project))
    }
    if let problem = programs.pages[root].problems.first ?? programs.unfinished[name] { throw RenderFailure(problem) }
    var renderer = Renderer(benches.take(programs), root, context)
    defer { benches.put(back: renderer.bench) }
    return try renderer.render()
  }
}
