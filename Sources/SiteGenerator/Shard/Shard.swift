/// One of the parts that a site is built in: `3/16` is the third of sixteen.
public struct Shard: Sendable, Hashable {
  /// More processes than this would each read the whole content to make a handful of files.
  private static let most = 10_000

  /// From 1 to `count`.
  public let number: Int
  public let count: Int

  /// Nil where the text is no number, a slash, and a number that is no smaller.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { part in part.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    guard parts.count == 2, isPlain, let number = Int(parts[0]), let count = Int(parts[1]),
      (1...Self.most).contains(count), (1...count).contains(number)
    else { return nil }
    (self.number, self.count) = (number, count)
  }

  public var text: String { "\(number)/\(count)" }
}

/// Deals the files of a site out to its shards, those of each kind in turn, so that each shard has as much to do as the
/// others. Whose a file is follows from the site's files and their order alone.
struct ShardDeal {
  let shard: Shard
  /// Whose turn it is, by kind of file.
  private var turns: [String: Int] = [:]

  init(_ shard: Shard) { self.shard = shard }

  /// Whether the next file is the shard's.
  mutating func takes(_ path: String) -> Bool {
    let kind = "\(path.split(separator: "/").first ?? "").\(path.split(separator: ".").last ?? "")"
    // The first of each kind is not always the first shard's.
    let turn = turns[kind] ?? turns.count
    turns[kind] = turn + 1
    return turn % shard.count == shard.number - 1
  }
}

extension SiteFiles {
  /// The files that a shard makes of a site.
  func share(of shard: Shard) -> SiteFiles {
    var deal = ShardDeal(shard)
    var share = self
    share.pages = pages.filter { deal.takes($0.path.text) }
    share.others = others.filter { deal.takes($0.path.text) }
    // They are not known before all are made, and all come from one reading of the texts.
    if !deal.takes("search") { share.search = nil }
    share.assets = assets.filter { deal.takes($0.path.text) }
    share.cards = cards.filter { deal.takes($0.path.text) }
    share.copies = []
    for path in copies {
      if deal.takes(path) { share.copies.append(path) } else { share.copiesElsewhere.append(path) }
    }
    return share
  }
}
