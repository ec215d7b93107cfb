import Exchange

extension Ledger {
  /// All documents of an interchange in the order of publication; nil takes every kind.
  func documents(of id: InterchangeID, kind: Document.Kind?) throws -> [Document] {
    try (kind.map { [$0] } ?? Document.Kind.allCases)
      .flatMap { try documents(of: id, kind: $0, after: nil, limit: .max) }
      .sorted { ($0.publicationOrder, $0.ordinal) < ($1.publicationOrder, $1.ordinal) }
  }
}
