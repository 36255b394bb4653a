internal import Diagnostics
internal import Foundation
internal import ScoreLedger

/// What a shard was built from. Shards that have all of it in common are parts of one site.
struct ShardSource: Sendable, Hashable {
  /// Of the program's own bytes.
  var program: Fingerprint
  /// What bears on the files beside the content, in words.
  var options: String
  /// Of every file of Content/ and Templates/.
  var content: Fingerprint

  /// - Throws: where the program or a file of media/ cannot be read.
  init(_ builder: SiteBuilder, _ tree: SourceTree, _ cards: SocialCardOutcome, _ compressor: Compressor?)
    throws(WriteError)
  {
    program = try ProgramIdentity.bytes()
    content = try tree.fingerprint(in: builder.folders)
    var options: [String] = []
    if let url = builder.url { options.append("--url \(url)") }
    if let day = builder.asOf { options.append("--as-of \(day.iso)") }
    if builder.isDraftsOn { options.append("--drafts") }
    if let converter = cards.converter { options.append("cards by \(converter.name)") }
    if let compressor { options.append("--compress to " + compressor.codings.map(\.suffix).joined(separator: " and ")) }
    // One line, whatever a name holds.
    self.options = options.joined(separator: ", ").split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  init(program: Fingerprint, options: String, content: Fingerprint) {
    (self.program, self.options, self.content) = (program, options, content)
  }
}

extension SourceTree {
  /// Of all bytes and their paths. Those of media/ are read for it, since two machines have nothing else in common.
  fileprivate func fingerprint(in folders: ProjectFolders) throws(WriteError) -> Fingerprint {
    var recipe = FingerprintBuilder("content")
    recipe.add(index.map { Fingerprint(of: $0.bytes) } ?? Fingerprint(of: []))
    for (path, file) in documents {
      recipe.add(path)
      recipe.add(file.fingerprint)
    }
    // As the content names them, wherever the project lies.
    let root = Folder.normalised(folders.content)
    for file in corrections + locks {
      recipe.add(file.path.hasPrefix(root) ? String(file.path.dropFirst(root.count)) : file.path)
      recipe.add(Fingerprint(of: file.bytes))
    }
    for (name, file) in templates.sorted(by: { $0.key < $1.key }) {
      recipe.add(name)
      recipe.add(Fingerprint(of: file.bytes))
    }
    for asset in assets {
      recipe.add(asset.path)
      recipe.add(Fingerprint(of: asset.bytes))
    }
    for file in media {
      recipe.add(file.path)
      if let content = try CopiedFile(folders.content + "/" + file.path).fingerprint() { recipe.add(content) }
    }
    return recipe.fingerprint
  }
}

extension ProgramIdentity {
  /// The same wherever the program runs.
  fileprivate static func bytes() throws(WriteError) -> Fingerprint {
    let path = Bundle.main.executablePath ?? CommandLine.arguments.first ?? ""
    // The name may be a link to it.
    let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    return try CopiedFile(file).fingerprint() ?? Fingerprint(of: [])
  }
}
