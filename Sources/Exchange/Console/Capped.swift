/// A count that goes no further than somebody will read: 1,000 with ``isMore`` says "more than 1,000".
package struct Capped: Hashable, Sendable {
  package var count: Int
  package var isMore: Bool

  package init(_ count: Int, isMore: Bool = false) {
    self.count = count
    self.isMore = isMore
  }

  /// - Parameter found: counted up to `most` + 1, so that one more tells that there are more.
  package init(found: Int, most: Int) {
    self.init(min(found, most), isMore: found > most)
  }
}

/// How much stands somewhere, counted only so far, and since when the oldest of it does; nil where nothing stands.
package struct CappedBacklog: Hashable, Sendable {
  package var count: Capped
  package var since: Timestamp?

  package init(count: Capped, since: Timestamp?) {
    self.count = count
    self.since = since
  }
}
