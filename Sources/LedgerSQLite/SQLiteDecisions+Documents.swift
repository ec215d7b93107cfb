import Exchange

extension SQLiteDecisions {
  func document(_ id: String) throws(LedgerError) -> Document? {
    try ask { try $0.document(id) }
  }

  func documents(
    of id: InterchangeID, kind: Document.Kind, after last: Document?, limit: Int
  ) throws(LedgerError) -> [Document] {
    try ask { try $0.documents(of: id, kind: kind, unpublished: false, after: last, limit: limit) }
  }
}
