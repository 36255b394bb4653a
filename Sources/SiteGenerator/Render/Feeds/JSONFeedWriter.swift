internal import ScoreLedger

/// A feed as JSON Feed 1.1.
struct JSONFeedWriter {
  let feed: Feed

  func bytes() -> [UInt8] {
    let value: JSONValue = [
      "version": "https://jsonfeed.org/version/1.1", "title": .text(feed.title),
      "home_page_url": .text(feed.page), "feed_url": .text(feed.jsonAddress),
      "description": .optional(feed.description), "language": .text(feed.language),
      "authors": [author(feed.publisher)], "items": .list(feed.entries.map(item)),
    ]
    return value.compact + "\n".utf8
  }

  private func item(_ entry: Feed.Entry) -> JSONValue {
    [
      "id": .text(entry.id), "url": .text(entry.address), "title": .text(entry.title),
      "summary": .optional(entry.summary), "content_html": .utf8(entry.html),
      "date_published": .text(Feed.time(entry.published)), "date_modified": .text(Feed.time(entry.updated)),
      "authors": .filled(entry.authors.map(author)), "tags": .filled(entry.tags.map { .text($0) }),
    ]
  }

  private func author(_ name: String) -> JSONValue { ["name": .text(name)] }
}
