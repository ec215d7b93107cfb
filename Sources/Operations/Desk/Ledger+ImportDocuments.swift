package import Exchange

extension Ledger {
  /// All import documents of an interchange, in the order of publication.
  package func importDocuments(of id: InterchangeID) throws(LedgerError) -> [Document] {
    var all: [Document] = []
    while case let page = try documents(of: id, kind: .import, after: all.last, limit: 1000), !page.isEmpty {
      all += page
    }
    return all
  }
}
