import Exchange

extension SimulatedDecisions {
  func document(_ id: String) throws(LedgerError) -> Document? {
    try ask { state in state.documentPlaces[id].flatMap { state.documents[$0.interchange]?[$0.ordinal] } }
  }

  func documents(
    of id: InterchangeID, kind: Document.Kind, after last: Document?, limit: Int
  ) throws(LedgerError) -> [Document] {
    try ask { state in
      let all = state.documents(of: id, kind: kind)
      return Array(all.drop { document in last.map { !$0.precedes(document) } ?? false }.prefix(limit))
    }
  }
}
