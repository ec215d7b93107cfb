package import DropFolder
package import Exchange

/// What a simulated ledger remembers of what receivers did with documents.
package struct ReceiptRows: Sendable {
  /// By documents.
  package internal(set) var moments: [String: DocumentMoments] = [:]
  /// In the order in which they were decided.
  package internal(set) var all: [Receipt] = []
  /// By system and place.
  var doneWith: [[String]: Set<FileName>] = [:]
}

extension LedgerState {
  func standing(for system: String) -> [(kind: Document.Kind, document: StandingDocument)] {
    documents.values.flatMap(\.values).compactMap { document in
      guard document.system == system, document.state == .published, let moments = receipts.moments[document.id],
        let since = moments.publishedAt, moments.takenAt == nil
      else { return nil }
      return (
        document.kind,
        StandingDocument(id: document.id, name: document.name, size: document.size, publishedAt: since)
      )
    }
  }
}

extension SimulatedMemory {
  package func lastReceipt(of document: String) throws(LedgerError) -> Receipt? {
    try ask { state in state.receipts.all.last { $0.document == document } }
  }
}

extension SimulatedLedger {
  package func standing(inOutboxOf system: String) throws(LedgerError) -> OutboxStanding {
    try ask { state in
      let standing = state.standing(for: system).map(\.document)
      return OutboxStanding(count: standing.count, since: standing.map(\.publishedAt).min())
    }
  }

  package func forEachStanding(
    _ kind: Document.Kind, for system: String, _ body: (StandingDocument) throws -> Void
  ) throws {
    let standing = try ask { state in state.standing(for: system).filter { $0.kind == kind }.map(\.document) }
    try standing.sorted { ($0.publishedAt, $0.id) < ($1.publishedAt, $1.id) }.forEach(body)
  }

  package func markTaken(_ documents: [String], at moment: Timestamp) throws(LedgerError) {
    try transaction(.markTaken) { (state) throws(LedgerError) in
      for id in documents {
        guard let place = state.documentPlaces[id],
          state.documents[place.interchange]?[place.ordinal]?.state == .published,
          state.receipts.moments[id]?.takenAt == nil
        else { continue }
        state.receipts.moments[id, default: DocumentMoments()].takenAt = moment
      }
    }
  }

  package func namesDoneWith(of system: String, in place: String) throws(LedgerError) -> Set<FileName> {
    try ask { $0.receipts.doneWith[[system, place]] ?? [] }
  }

  package func note(
    doneWith names: [FileName], forgetting gone: [FileName], of system: String, in place: String
  ) throws(LedgerError) {
    try transaction(.noteNames) { (state) throws(LedgerError) in
      state.receipts.doneWith[[system, place], default: []].subtract(gone)
      state.receipts.doneWith[[system, place], default: []].formUnion(names)
    }
  }

  package func moments(of document: String) throws(LedgerError) -> DocumentMoments? {
    try ask { state in
      state.documentPlaces[document] == nil ? nil : state.receipts.moments[document] ?? DocumentMoments()
    }
  }
}

extension SimulatedDecisions {
  func add(_ receipt: Receipt) throws(LedgerError) {
    try requireOpen()
    state.receipts.all.append(receipt)
  }
}
