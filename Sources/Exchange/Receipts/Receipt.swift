package import DropFolder

/// What the folders of a receiver said of a document: where it moved what it was given, or what it wrote beside it.
package struct Receipt: Hashable, Sendable {
  package enum Outcome: String, Hashable, Sendable, CaseIterable {
    case imported, refused
  }

  /// The id of the document.
  package var document: String
  package var outcome: Outcome
  package var at: Timestamp
  /// The decision that carried it in.
  package var source: RecordReference

  package init(document: String, outcome: Outcome, at: Timestamp, source: RecordReference) {
    self.document = document
    self.outcome = outcome
    self.at = at
    self.source = source
  }
}

/// Documents that lie in an outbox, as far as the ledger knows.
package struct OutboxStanding: Hashable, Sendable {
  package var count: Int
  /// When the oldest of them was published; nil where there is none.
  package var since: Timestamp?

  package init(count: Int, since: Timestamp?) {
    self.count = count
    self.since = since
  }
}

/// A document that was published, and of which nobody has seen yet that it was taken.
package struct StandingDocument: Hashable, Sendable {
  package var id: String
  package var name: FileName
  /// Bytes.
  package var size: Int64
  package var publishedAt: Timestamp

  package init(id: String, name: FileName, size: Int64, publishedAt: Timestamp) {
    self.id = id
    self.name = name
    self.size = size
    self.publishedAt = publishedAt
  }
}

/// When a document came where. What happened before the ledger kept it is not known.
package struct DocumentMoments: Hashable, Sendable {
  package var publishedAt: Timestamp?
  /// When it was seen that it is not in the outbox any more: taken some time before, which is not imported.
  package var takenAt: Timestamp?

  package init(publishedAt: Timestamp? = nil, takenAt: Timestamp? = nil) {
    self.publishedAt = publishedAt
    self.takenAt = takenAt
  }
}
