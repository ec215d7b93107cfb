package import Exchange
import GRDB

extension SQLiteLedger {
  package func page(
    of query: InterchangeQuery, _ start: PageStart, limit: Int
  ) throws(LedgerError) -> InterchangePage {
    try connection.access { database in
      try database.snapshot { try database.page(of: query, start, limit: max(1, limit), limits) }
    }
  }

  package func newCount(
    of query: InterchangeQuery, after place: InterchangePlace, most: Int
  ) throws(LedgerError) -> Capped {
    let page = try page(of: query, .after(place), limit: most + 1)
    return Capped(found: page.interchanges.count, most: most)
  }

  package func interchanges(from sender: String, controlNumber: String) throws(LedgerError) -> [Interchange] {
    try connection.access { try $0.interchanges(from: sender, controlNumber: controlNumber) }
  }
}

extension Database {
  func page(
    of query: InterchangeQuery, _ start: PageStart, limit: Int, _ limits: ConsoleLimits
  ) throws -> InterchangePage {
    let listing = InterchangeListing(query)
    var stretch = InterchangeListing.Stretch()
    switch start {
    case .newest: break
    case .before(let place): stretch.start = place
    case .after(let place): (stretch.start, stretch.isOlder) = (place, false)
    }
    let found: Found
    if let text = query.text {
      found = try self.found(by: text, listing, stretch, limit: limit + 1, limits)
    } else {
      if !listing.rest.isEmpty { stretch.end = try end(of: stretch, listing, after: limits.candidates) }
      let (sql, arguments) = listing.rows(stretch, limit: limit + 1)
      var rows: [(Interchange, Int64)] = []
      try forEach(sql, arguments) { rows.append((try Interchange(columns: &$0), try $0.integer())) }
      found = Found(rows: rows, end: stretch.end)
    }
    return try page(of: found, listing, stretch, limit: limit)
  }

  /// Up to where a list is looked through; nil where it has no more candidates than that.
  private func end(
    of stretch: InterchangeListing.Stretch, _ listing: InterchangeListing, after count: Int
  ) throws -> InterchangePlace? {
    if listing.isWholeTable { return try end(of: stretch, after: count).map { .number($0) } }
    var end: InterchangePlace?
    let (sql, arguments) = listing.candidate(count, of: stretch)
    try forEach(sql, arguments) { end = try listing.place(&$0) }
    return end
  }

  /// The same for all interchanges, whose numbers follow one another.
  func end(of stretch: InterchangeListing.Stretch, after count: Int) throws -> Int64? {
    var last: Int64 = 0
    try forEach("SELECT max(number) FROM interchange") { last = try $0.optionalInteger() ?? 0 }
    var start = stretch.isOlder ? last + 1 : 0
    if case .number(let number)? = stretch.start { start = min(max(number, 0), last + 1) }
    let end = stretch.isOlder ? start - Int64(count) : start + Int64(count)
    return stretch.isOlder ? (end > 1 ? end : nil) : (end < last ? end : nil)
  }

  /// What was found on a stretch, in its direction, one more than a page takes; and up to where it was looked, if not to
  /// its end.
  struct Found {
    var rows: [(interchange: Interchange, number: Int64)]
    var end: InterchangePlace?
  }

  private func page(
    of found: Found, _ listing: InterchangeListing, _ stretch: InterchangeListing.Stretch, limit: Int
  ) throws -> InterchangePage {
    let rows = found.rows.prefix(limit)
    let places = rows.map { listing.place(of: $0.interchange, number: $0.number) }
    // Where it goes on in the same direction.
    let onward = found.rows.count > limit ? places.last : found.end
    let isPartial = found.rows.count < limit && found.end != nil
    var page = InterchangePage(top: .number(0))
    page.isPartial = isPartial
    if stretch.isOlder {
      page.interchanges = rows.map(\.interchange)
      page.older = onward
      if let start = stretch.start { page.newer = places.first ?? start }
    } else {
      page.interchanges = rows.reversed().map(\.interchange)
      page.newer = onward
      page.older = places.first ?? stretch.start?.next
    }
    let newest = stretch.isOlder ? places.first : places.last
    if let newest { page.top = newest } else if let last = try newestPlace(listing) { page.top = last }
    return page
  }

  /// The place of whatever was received last.
  private func newestPlace(_ listing: InterchangeListing) throws -> InterchangePlace? {
    var place: InterchangePlace?
    try forEach("SELECT \(Interchange.columns), number FROM interchange ORDER BY number DESC LIMIT 1") { columns in
      let newest = try Interchange(columns: &columns)
      place = listing.place(of: newest, number: try columns.integer())
    }
    return place
  }

  /// Of a sender with a control number, oldest first, without repeats.
  func interchanges(from sender: String, controlNumber: String) throws -> [Interchange] {
    try interchanges(
      """
      SELECT \(Interchange.columns) FROM interchange INDEXED BY interchangeByControlNumber
      WHERE sender = ? AND controlNumber = ? AND controlNumber IS NOT NULL AND repeats IS NULL ORDER BY number
      """, [sender, controlNumber])
  }
}

extension InterchangePlace {
  /// Behind whatever has this place.
  fileprivate var next: InterchangePlace {
    switch self {
    case .number(let number): .number(number &+ 1)
    case .moment(let moment, let number): .moment(moment, number &+ 1)
    case .id(let id): .id(InterchangeID(id.text + "~"))
    }
  }
}
