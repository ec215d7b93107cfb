import Exchange
import Operations

/// A list as comma-separated values, made page by page as it is taken.
actor InterchangeRows {
  private let workplace: Workplace
  private let query: InterchangeQuery
  private var start: PageStart? = .newest
  private var isBegun = false

  private static let page = 500

  init(_ workplace: Workplace, _ query: InterchangeQuery) {
    self.workplace = workplace
    self.query = query
  }

  /// Nil at the end. Where the ledger does not answer, the last line says so: a list that is cut off should not look
  /// whole.
  func next() async -> [UInt8]? {
    guard isBegun else {
      isBegun = true
      // Spreadsheets take it for UTF-8 by this mark alone.
      return Array(("\u{FEFF}" + InterchangeList.csvHead).utf8)
    }
    guard let from = start else { return nil }
    do {
      let query = query
      let list = try await workplace.read { try $0.interchanges(query, from, limit: Self.page) }
      start = list.older.map { .before($0) }
      return Array(list.entries.map(\.csv).joined().utf8)
    } catch {
      start = nil
      return Array(CSV.line(["THE LIST IS CUT OFF HERE: the ledger did not answer"]).utf8)
    }
  }
}
