/// One record of an interchange with all that belongs to it.
package struct RecordDetails: Hashable, Sendable {
  package var record: RecordOutcome
  package var issues: [Issue]
  /// Documents that carried it, also those that another interchange brought about.
  package var documents: [Document]

  package init(_ record: RecordOutcome, issues: [Issue], documents: [Document]) {
    self.record = record
    self.issues = issues
    self.documents = documents
  }
}

/// Which records of an interchange are shown.
package enum RecordSelection: String, Hashable, Sendable, CaseIterable {
  case all
  /// Those that were not simply taken, or about which something is to be said.
  case exceptions
}

/// One page of an interchange's records, in their order.
package struct RecordPage: Hashable, Sendable {
  package var records: [RecordDetails] = []
  /// The position after which the next page begins; nil where there is none.
  package var next: Int?

  package init() {}
}
