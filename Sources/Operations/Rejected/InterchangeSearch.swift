package import Exchange

/// Finds interchanges by what people call them: any part of the id, the file name or the control number.
package struct InterchangeSearch {
  package let ledger: any Ledger

  package init(ledger: any Ledger) {
    self.ledger = ledger
  }

  /// So many at most; who finds more has to say more.
  package static let most = 20

  package func all(_ text: String) throws -> [Interchange] {
    if let exact = try ledger.interchange(InterchangeID(text.uppercased())) { return [exact] }
    var filter = InterchangeFilter()
    filter.text = text
    filter.limit = Self.most
    return try ledger.interchanges(matching: filter)
  }

  /// The only one that a text names.
  package func one(_ text: String) throws -> Interchange {
    let found = try all(text)
    guard found.count == 1 else { throw UnclearName(text: text, found: found) }
    return found[0]
  }

  /// The only one that a text names, or the latest of several attempts at one file.
  package func latest(_ text: String) throws -> Interchange {
    let found = try all(text)
    guard let first = found.first else { throw UnclearName(text: text, found: found) }
    let lineage = try Lineage(of: first, in: ledger)
    guard found.allSatisfy({ lineage.number(of: $0.id) != nil }) else {
      throw UnclearName(text: text, found: found)
    }
    return found.count == 1 ? first : lineage.latest
  }
}

/// A text that names no interchange, or more than one.
package struct UnclearName: Error {
  package let text: String
  /// What it may mean, newest first.
  package let found: [Interchange]

  package var failure: Failure {
    let what = found.isEmpty ? "no interchange has" : "more than one interchange has"
    return Failure(
      .usage,
      "\(what) “\(Printable.line(text))” in its id, file name or control number; kontor list shows what there is")
  }
}
