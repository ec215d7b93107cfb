import XMLEngine

/// What a person decides on files that were received, documents that were sent and incidents, rather than on what records
/// told.
///
/// ``Agreement`` knows of records only; whoever has the files at hand carries this out, in the same transaction.
package protocol WayBack {
  /// Carries a decision out, or throws ``NotAgreed``.
  ///
  /// - Parameter agreement: where earlier files are to be answered again, it is told.
  func take(_ action: Decision.Action, on subject: FiledSubject, _ record: ToldRecord, _ agreement: Agreement) throws
    -> Ruling

  /// Carries out that a person is erased, or throws ``NotAgreed``.
  func erase(_ entity: EntityState, _ record: ToldRecord, _ agreement: Agreement) throws -> Ruling
}

/// What such a decision is about.
package enum FiledSubject {
  case interchange(InterchangeID)
  case document(String)
  case incident(Int64)
  /// By its name.
  case flow(String)
}

/// What the decision of a person changed, in words, for the audit trail.
struct DecisionTrail {
  var before: String?
  var after: String?

  init(before: String? = nil, after: String? = nil) {
    self.before = before
    self.after = after
  }
}

extension ToldRecord {
  /// The file, document, flow or incident that a decision names; nil where it is about a record.
  var filedSubject: FiledSubject? {
    guard kind == .decision else { return nil }
    if let id = root.token(at: "InterchangeId") { return .interchange(InterchangeID(id)) }
    if let name = root.token(at: "Flow") { return .flow(name) }
    if let id = root.token(at: "IncidentId") { return .incident(Int64(id) ?? 0) }
    return root.token(at: "DocumentId").map { .document($0) }
  }

  /// Who decided.
  var person: String { root.token(at: "By") ?? sender.name }
}
