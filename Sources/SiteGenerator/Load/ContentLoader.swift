internal import Diagnostics
internal import Markdown

/// What lies in Content/ and Templates/, as it was read. Nothing is understood yet but the size of images, so that their
/// bytes need not be kept.
struct SourceTree: Sendable {
  /// Content/index.yml.
  var index: SourceFile?
  /// Every Markdown file, its path relative to Content/ beside it, in the order of the paths.
  var documents: [(path: String, file: SourceFile)] = []
  /// Files to copy.
  var media: [MediaFile] = []
  /// Correction files, relative to Content/.
  var corrections: [SourceFile] = []
  /// Released editions, relative to Content/.
  var locks: [SourceFile] = []
  /// Templates by the name that an include gives them.
  var templates: [String: SourceFile] = [:]
  /// Files of Templates/assets/, relative to it.
  var assets: [(path: String, bytes: [UInt8])] = []
}

/// A file that is copied to the site.
struct MediaFile: Sendable, Equatable {
  /// Relative to Content/; starts with `media/`.
  let path: String
  /// Whether its name is that of an image.
  var isImage = false
  /// Nil where it is no image, or none that tells its size.
  var size: ImageSize?
}

/// The first stage: files to bytes.
enum ContentLoader {
  /// - Parameter known: what an earlier run read; takes what this one reads.
  static func load(
    _ folders: ProjectFolders, reusing known: inout ReadFiles
  ) -> (tree: SourceTree, diagnostics: [Diagnostic]) {
    var tree = SourceTree()
    var diagnostics: [Diagnostic] = []
    var reader = FileReader(known: known)
    loadContent(folders.content, &reader, &tree, &diagnostics)
    loadTemplates(folders.templates, &reader, &tree, &diagnostics)
    known = reader.read
    return (tree, diagnostics)
  }

  /// Content/ alone.
  static func loadContent(_ root: String) -> (tree: SourceTree, diagnostics: [Diagnostic]) {
    var tree = SourceTree()
    var diagnostics: [Diagnostic] = []
    var reader = FileReader(known: ReadFiles())
    loadContent(root, &reader, &tree, &diagnostics)
    return (tree, diagnostics)
  }

  private static func loadContent(
    _ root: String, _ reader: inout FileReader, _ tree: inout SourceTree, _ diagnostics: inout [Diagnostic]
  ) {
    let shown = Folder.normalised(root)
    let files: [(path: String, entry: Folder.Entry)]
    do {
      files = try Folder.files(beneath: root)
    } catch {
      diagnostics.append(
        error.diagnostic(
          help: "run the command beside Content/, name the folder with --content, or start with `site new index NAME`"))
      return
    }
    func tell(_ problem: UnreadablePath) {
      diagnostics.append(problem.diagnostic(help: "make the file readable, or move it out of \(shown)/"))
    }
    var documents: [String] = []
    for (path, entry) in files {
      guard entry == .file else {
        diagnostics.append(refusal(of: entry, at: shown + "/" + path))
        continue
      }
      let name = path.lowercased()
      do {
        if path == "index.yml" {
          tree.index = try reader.file(root + "/" + path, shown: shown + "/" + path)
        } else if path.hasPrefix("media/") {
          let (media, problem) = try media(path, root: root, shown: shown, &reader)
          tree.media.append(media)
          if let problem { diagnostics.append(problem) }
        } else if name.hasSuffix(".md") || name.hasSuffix(".markdown") {
          documents.append(path)
        } else if path.hasPrefix("corrections/"), name.hasSuffix(".yml") || name.hasSuffix(".yaml") {
          tree.corrections.append(try reader.file(root + "/" + path, shown: shown + "/" + path))
        } else if path.hasPrefix("locks/"), name.hasSuffix(".lock") {
          tree.locks.append(try reader.file(root + "/" + path, shown: shown + "/" + path))
        } else {
          diagnostics.append(strayFile(shown + "/" + path, isIndex: name == "index.yaml"))
        }
      } catch { tell(error) }
    }
    for (path, text) in zip(documents, reader.texts(documents.map { (root + "/" + $0, shown + "/" + $0) })) {
      switch text {
      case .success(let file): tree.documents.append((path, file))
      case .failure(let problem): tell(problem)
      }
    }
    if tree.index == nil, !diagnostics.hasErrors { diagnostics.append(missingIndex(shown, isEmpty: files.isEmpty)) }
  }

  static func loadTemplates(
    _ root: String, _ reader: inout FileReader, _ tree: inout SourceTree, _ diagnostics: inout [Diagnostic]
  ) {
    let shown = Folder.normalised(root)
    do {
      for (path, entry) in try Folder.files(beneath: root) {
        if entry != .file {
          diagnostics.append(refusal(of: entry, at: shown + "/" + path))
        } else if path.hasPrefix("assets/") {
          let file = try reader.file(root + "/" + path, shown: shown + "/" + path)
          tree.assets.append((String(path.dropFirst("assets/".count)), file.bytes))
        } else if path.hasSuffix(".html") || path.hasSuffix(".svg") {
          tree.templates[path] = try reader.file(root + "/" + path, shown: shown + "/" + path)
        }
      }
    } catch {
      diagnostics.append(
        error.diagnostic(help: "run the command beside Templates/, or name the folder with --templates"))
    }
  }

  /// A file to copy, with the size of an image from its first bytes.
  private static func media(
    _ path: String, root: String, shown: String, _ reader: inout FileReader
  ) throws(UnreadablePath) -> (file: MediaFile, problem: Diagnostic?) {
    guard ImageHead.isImage(path) else { return (MediaFile(path: path), nil) }
    let head = try reader.head(root + "/" + path, shown: shown + "/" + path, upTo: ImageHead.longest)
    do throws(ImageProblem) {
      return (MediaFile(path: path, isImage: true, size: try ImageHead.size(head)), nil)
    } catch {
      return (MediaFile(path: path, isImage: true), error.diagnostic(shown + "/" + path))
    }
  }

  private static func missingIndex(_ root: String, isEmpty: Bool) -> Diagnostic {
    Diagnostic(
      id: "missing-index", isEmpty ? "\(root)/ is empty" : "\(root)/ has no index.yml", at: .file(path: root),
      help: """
        write \(root)/index.yml; these lines are enough to start:

            title: My Index
            url: https://example.org/
            language: en
            scale: {min: 0, max: 100, decimals: 0, unit: points}
            cadence: weekly
            noun: {one: company, many: companies}
            constituents:
              - {id: ACME, name: Acme}
              - {id: GLOBEX, name: Globex}

          then write an article, \(root)/articles/first.md, with the front matter

            ---
            title: Acme leads
            date: 2026-05-11
            scores: {ACME: 61, GLOBEX: 58}
            ---
        """)
  }

  private static func strayFile(_ path: String, isIndex: Bool) -> Diagnostic {
    Diagnostic(
      .warning, id: "stray-file", isIndex ? "the index is read from index.yml" : "this file is not published",
      at: .file(path: path),
      help: isIndex ? "rename the file to index.yml" : "files to publish as they are belong into media/")
  }

  private static func refusal(of entry: Folder.Entry, at path: String) -> Diagnostic {
    let (id, message, help) =
      switch entry {
      case .link: ("symbolic-link", "symbolic links are not followed", "put the file itself here")
      case .misnamed: ("misnamed-file", "the name is no UTF-8 text", "rename the file")
      default: ("not-a-file", "neither a file nor a folder", "move it out of the folder")
      }
    return Diagnostic(id: id, message, at: .file(path: path), help: help)
  }
}

extension ImageProblem {
  fileprivate func diagnostic(_ path: String) -> Diagnostic {
    switch self {
    case .damaged:
      Diagnostic(
        .warning, id: "damaged-image", "the image is damaged, or none that browsers show", at: .file(path: path),
        help: "replace it with a whole PNG, JPEG, GIF, WebP, AVIF or SVG file")
    case .sizeless:
      Diagnostic(
        .warning, id: "sizeless-image", "the drawing does not say how large it is", at: .file(path: path),
        help: "give its svg element a viewBox, or a width and a height")
    }
  }
}

extension UnreadablePath {
  func diagnostic(help: String) -> Diagnostic {
    Diagnostic(
      id: Diagnostic.inputOutputID, "the file or folder cannot be read: \(cause)", at: .file(path: path), help: help)
  }
}

extension ChangedSource {
  var diagnostic: Diagnostic {
    let message = cause.map { "the file or folder cannot be read: \($0)" }
    return Diagnostic(
      id: Diagnostic.inputOutputID, message ?? "the file changed while the site was built", at: .file(path: path),
      help: "build again")
  }
}

extension Diagnostic {
  /// The id of problems of the disk, not of the content: they end a run with exit code 2.
  static let inputOutputID = "input-output"
  /// The id of what only the command line can have got wrong: they end a run with exit code 2, too.
  static let usageID = "usage"
}
