import Exchange

/// Finds interchanges by what people call them: any part of the id, the file name or the control number.
struct InterchangeSearch {
  let ledger: any Ledger

  /// So many at most; who finds more has to say more.
  static let most = 20

  func all(_ text: String) throws -> [Interchange] {
    if let exact = try ledger.interchange(InterchangeID(text.uppercased())) { return [exact] }
    var filter = InterchangeFilter()
    filter.text = text
    filter.limit = Self.most
    return try ledger.interchanges(matching: filter)
  }

  /// The only one that a text names.
  func one(_ text: String, _ session: Session) throws -> Interchange {
    let found = try all(text)
    guard found.count == 1 else { throw ambiguous(found, text, session) }
    return found[0]
  }

  /// The only one that a text names, or the latest of several attempts at one file.
  func latest(_ text: String, _ session: Session) throws -> Interchange {
    let found = try all(text)
    guard let first = found.first else { throw ambiguous(found, text, session) }
    let lineage = try Lineage(of: first, in: ledger)
    guard found.allSatisfy({ lineage.number(of: $0.id) != nil }) else { throw ambiguous(found, text, session) }
    return found.count == 1 ? first : lineage.latest
  }

  /// Shows what was found, and answers what to say of it.
  func ambiguous(_ found: [Interchange], _ text: String, _ session: Session) -> Failure {
    if !found.isEmpty { InterchangeTable(interchanges: found).print(to: session.err) }
    let what = found.isEmpty ? "no interchange has" : "more than one interchange has"
    return Failure(
      .usage,
      "\(what) “\(Printable.line(text))” in its id, file name or control number; kontor list shows what there is")
  }
}
