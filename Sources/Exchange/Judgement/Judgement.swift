import XMLEngine

/// What is to become of one record, found out without any effect: what the ledger and the outboxes get to see is
/// decided from this.
package struct Judgement {
  /// The entity; for an element that is none, its name.
  package var entity: String
  package var key: String?
  package var verdict: RecordVerdict
  package var issues: [Issue]
  /// What it became in the canonical vocabulary, in order. Empty where it is rejected, or was only held against its
  /// schema.
  package var canonical: [CanonicalRecord] = []

  package init(
    entity: String, key: String?, verdict: RecordVerdict, issues: [Issue], canonical: [CanonicalRecord] = []
  ) {
    self.entity = entity
    self.key = key
    self.verdict = verdict
    self.issues = issues
    self.canonical = canonical
  }
}

/// What a mapping is told about where its record comes from; every stylesheet may declare these as parameters.
package struct MappingContext {
  package var interchange: String
  package var sender: String
  /// As far as it was read.
  package var controlNumber: () -> String
  /// The id of the document that a record for this system and entity will stand in, after other drafts of the same record.
  package var documentID: (DocumentKind, _ pending: [Draft]) -> String

  /// Another value of a parameter, where it is tried what depends on that.
  package var trying: (parameter: TraceParameter, value: String)?

  package init(
    interchange: String, sender: String, controlNumber: @escaping () -> String,
    documentID: @escaping (DocumentKind, [Draft]) -> String
  ) {
    self.interchange = interchange
    self.sender = sender
    self.controlNumber = controlNumber
    self.documentID = documentID
  }

  func parameters(of format: Format, document: String) -> [String: String] {
    var own = format.parameters
    if let (parameter, value) = trying, parameter.format == format.name { own[parameter.name] = value }
    return own.merging(
      ["interchange": interchange, "sender": sender, "control-number": controlNumber(), "document": document],
      uniquingKeysWith: { _, ours in ours })
  }
}
