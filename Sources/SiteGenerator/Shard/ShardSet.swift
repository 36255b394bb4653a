internal import Diagnostics

/// Shards that together are one site.
struct ShardSet: Sendable {
  struct Member: Sendable {
    /// As the command line named it.
    let folder: String
    let manifest: ShardManifest

    var shard: Shard { manifest.shard }
  }

  /// By their numbers, from 1.
  let members: [Member]

  /// Reads the manifests of some folders, in any order.
  /// - Returns: nil with every reason why they are not one site.
  static func read(_ folders: [String]) -> (shards: ShardSet?, diagnostics: [Diagnostic]) {
    var members: [Member] = []
    var diagnostics: [Diagnostic] = []
    for folder in folders {
      do throws(UnreadablePath) {
        let bytes = try Folder.read(folder + "/" + ShardManifest.path)
        if let manifest = ShardManifest(bytes) {
          members.append(Member(folder: folder, manifest: manifest))
        } else {
          diagnostics.append(damaged(folder))
        }
      } catch { diagnostics.append(missing(folder, error)) }
    }
    members.sort { $0.shard.number < $1.shard.number }
    // Who is in the majority is right; of two, the first.
    if let division = common(members, \.shard.count), let source = common(members, \.manifest.source) {
      for member in members { diagnostics += problems(of: member, division, source) }
      let whole = members.filter { $0.shard.count == division.shard.count }
      for (one, other) in zip(whole, whole.dropFirst()) where one.shard == other.shard {
        diagnostics.append(
          problem(
            "this is shard \(other.shard.text), and so is \(Folder.normalised(one.folder))", other,
            help: "name each shard once"))
      }
      // What cannot be read may be what is missing.
      if members.count == folders.count {
        diagnostics += absent(Set(whole.map(\.shard.number)), of: division.shard.count)
      }
    }
    return (diagnostics.isEmpty ? ShardSet(members: members) : nil, diagnostics)
  }

  /// The first of those that agree with most.
  private static func common<Value: Hashable>(_ members: [Member], _ value: (Member) -> Value) -> Member? {
    let groups = Dictionary(grouping: members.indices) { value(members[$0]) }.values
    let largest = groups.max { left, right in (left.count, -left[0]) < (right.count, -right[0]) }
    return largest.map { members[$0[0]] }
  }

  // MARK: Words

  private static func problems(of member: Member, _ division: Member, _ source: Member) -> [Diagnostic] {
    let (name, other) = ("shard \(member.shard.text)", "shard \(source.shard.text)")
    if member.shard.count != division.shard.count {
      return [
        problem(
          "this is \(name), and \(Folder.normalised(division.folder)) is shard \(division.shard.text)", member,
          help: "merge the shards of one division")
      ]
    }
    let (own, common) = (member.manifest.source, source.manifest.source)
    if own.content != common.content {
      return [
        problem("\(name) was built from other content than \(other)", member, help: "build both from the same files")
      ]
    }
    if own.options != common.options {
      let words = [own.options, common.options].map { $0.isEmpty ? "none" : $0 }
      return [
        problem(
          "\(name) was built with other options than \(other): \(words[0]); not \(words[1])", member,
          help: "build both in the same way")
      ]
    }
    if own.program != common.program {
      return [
        problem("\(name) was built by another program than \(other)", member, help: "build both with the same release")
      ]
    }
    return []
  }

  private static func problem(_ message: String, _ member: Member, help: String) -> Diagnostic {
    Diagnostic(
      id: Diagnostic.usageID, message, at: .file(path: Folder.normalised(member.folder)), help: help)
  }

  private static func absent(_ present: Set<Int>, of count: Int) -> [Diagnostic] {
    let absent = (1...count).filter { !present.contains($0) }.map { "\($0)/\(count)" }
    guard let first = absent.first else { return [] }
    let shown = absent.prefix(5).joined(separator: ", ")
    let message =
      absent.count == 1
      ? "shard \(first) is missing"
      : absent.count <= 5 ? "shards \(shown) are missing" : "shards \(shown) and \(absent.count - 5) more are missing"
    return [
      Diagnostic(
        id: Diagnostic.usageID, message, at: .project,
        help: "`site build --shard \(first) --output FOLDER` makes \(absent.count == 1 ? "it" : "the first of them")")
    ]
  }

  private static func missing(_ folder: String, _ problem: UnreadablePath) -> Diagnostic {
    guard Folder.isFolder(folder), Folder.entry(at: folder + "/" + ShardManifest.path) == nil else {
      return problem.diagnostic(help: "name the folders that `site build --shard` wrote")
    }
    return Diagnostic(
      id: Diagnostic.usageID, "the folder holds no shard: it has no \(ShardManifest.path)",
      at: .file(path: Folder.normalised(folder)),
      help: "`site build --shard` writes it; who copies a shard must copy hidden files, too")
  }

  private static func damaged(_ folder: String) -> Diagnostic {
    Diagnostic(
      id: Diagnostic.inputOutputID, "the shard's list of files is damaged, or of another version of this program",
      at: .file(path: Folder.normalised(folder + "/" + ShardManifest.path)), help: "build the shard again")
  }
}
