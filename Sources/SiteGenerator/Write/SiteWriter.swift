/// The last stage: what is not rendered, and then the publication of it all.
struct SiteWriter {
  struct Summary: Sendable {
    var written = 0
    var unchanged = 0
    var removed = 0
    /// Files in the output folder that the build does not know, where there was no record of what it owned.
    var unknown: [String] = []
    /// Nil where the site is not compressed.
    var compression: CompressionSummary?
    var times = BuildTimes()
  }

  let stage: SiteStage
  var cards: CardDrawings?
  var compressor: Compressor?
  /// The part of a site that this is; nil for a whole one.
  var shard: (shard: Shard, source: ShardSource)?
  var watch = BuildWatch()

  /// Publishes the site, every rendered file of which is staged already.
  /// - Throws: before anything is published, but for a disk that refuses to rename or to remove a file.
  func write(_ site: RenderedSite) throws(WriteError) -> Summary {
    var times = BuildTimes()
    if let cards {
      let pictures = try times.measure(.cards) { () throws(WriteError) in
        try cards.pictures(watch)
      }
      for (path, file) in pictures { try stage.copy(file: file, to: path) }
    }
    try times.measure(.write) { () throws(WriteError) in
      for path in site.copies { try stage.copy(file: stage.folders.content + "/" + path, to: SitePath.file(path)) }
    }
    var compression: CompressionSummary?
    if let compressor {
      compression = try times.measure(.compress) { () throws(WriteError) in
        try VariantWriter(stage: stage, compressor: compressor, taken: site.copiesElsewhere).write(watch)
      }
    }
    if let (shard, source) = shard {
      let manifest = ShardManifest(shard, source, stage.files)
      try stage.put(manifest.bytes, at: SitePath.file(ShardManifest.path))
    }
    var summary = try times.measure(.write) { () throws(WriteError) in try stage.commit(watch) }
    summary.compression = compression
    summary.times = times
    return summary
  }
}
