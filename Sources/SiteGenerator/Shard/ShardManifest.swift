/// What a shard is and which files it holds, in a file of its own beside them: by it `ShardMerge` knows that shards belong
/// together and are whole.
///
/// The file is some lines of words, an empty line, and a record of the files as `.site-cache/` keeps one.
struct ShardManifest: Sendable {
  /// In the shard's output folder.
  static let path = ".site-shard"

  let shard: Shard
  let source: ShardSource
  /// Which program on which machine made the recipes; to others they say nothing.
  let maker: Fingerprint
  let files: OutputRecord
  let bytes: [UInt8]

  init(_ shard: Shard, _ source: ShardSource, _ files: [SiteStage.File]) {
    var writer = OutputRecord.Writer(capacity: files.count)
    for file in files.sorted(by: { $0.path < $1.path }) {
      var entry = file.entry
      // Of the disk that the shard was written to.
      entry.stamp = FileStamp()
      writer.add(file.path, entry)
    }
    let record = writer.bytes
    (self.shard, self.source) = (shard, source)
    maker = ProgramIdentity.current
    self.files = OutputRecord(record) ?? OutputRecord()
    let lines = [
      Self.header, "shard: \(shard.text)", "program: \(source.program.digits)", "options: \(source.options)",
      "content: \(source.content.digits)", "maker: \(maker.digits)", "", "",
    ]
    bytes = Array(lines.joined(separator: "\n").utf8) + record
  }

  private static let header = "site shard 1"

  /// Nil where the bytes are no manifest that this version wrote.
  init?(_ bytes: [UInt8]) {
    guard let end = bytes.indices.dropLast().first(where: { bytes[$0] == 10 && bytes[$0 + 1] == 10 }),
      let files = OutputRecord(Array(bytes[(end + 2)...]))
    else { return nil }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let values = zip(lines, [Self.header, "shard: ", "program: ", "options: ", "content: ", "maker: "]).compactMap {
      $0.hasPrefix($1) ? String($0.dropFirst($1.count)) : nil
    }
    guard lines.count == 6, values.count == 6, values[0].isEmpty, let shard = Shard(values[1]),
      let program = Fingerprint(digits: values[2]), let content = Fingerprint(digits: values[4]),
      let maker = Fingerprint(digits: values[5])
    else { return nil }
    self.shard = shard
    source = ShardSource(program: program, options: values[3], content: content)
    (self.maker, self.files, self.bytes) = (maker, files, bytes)
  }
}

extension Fingerprint {
  /// Reads what `digits` printed.
  fileprivate init?(digits: String) {
    guard digits.utf8.count == 32, let high = UInt64(digits.prefix(16), radix: 16),
      let low = UInt64(digits.suffix(16), radix: 16)
    else { return nil }
    self.init(low: low, high: high)
  }
}
