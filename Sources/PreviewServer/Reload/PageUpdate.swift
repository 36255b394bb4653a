internal import Diagnostics
internal import SiteGenerator

/// A page as a browser has it open.
struct OpenPage: Equatable, Sendable {
  let path: RequestPath
  /// What the page was when it was sent.
  let stamp: PageStamp
}

/// What tells two versions of a page apart. The stylesheet stands for itself: a page that differs in nothing else need
/// not be loaded anew.
struct PageStamp: Equatable, Sendable {
  let page: String
  /// The stylesheet's path from the site's root.
  let stylesheet: String

  /// Of an answer that is no page of the site.
  static let none = PageStamp(page: "", stylesheet: "")

  init(page: String, stylesheet: String) {
    self.page = page
    self.stylesheet = stylesheet
  }

  init(_ bytes: [UInt8], stylesheet: String) {
    var hasher = Hasher()
    let link = Array(stylesheet.utf8)
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while !link.isEmpty, let place = ByteSearch.first(link, in: bytes, start..<bytes.count) {
        hasher.combine(bytes: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[start..<place])))
        hasher.combine(place - start)
        start = place + link.count
      }
      hasher.combine(bytes: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[start...])))
    }
    page = String(UInt(bitPattern: hasher.finalize()), radix: 36)
    self.stylesheet = stylesheet
  }
}

/// What an open page has to do so that it shows the site as it is.
enum PageUpdate: Equatable, Sendable {
  case none
  case style
  case reload

  init(of open: PageStamp, to now: PageStamp) {
    if open.page != now.page { self = .reload } else { self = open.stylesheet == now.stylesheet ? .none : .style }
  }
}
