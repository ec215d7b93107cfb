package import DropFolder

/// How much of a story is told, and what may be looked at for it.
package struct StoryScope: Sendable {
  /// So many chapters at most, the last of those before ``before``; nil for all.
  package var limit: Int?
  /// Only chapters before this one, counted from 0 as the first; nil for the end of the story.
  package var before: Int?
  /// Whether outboxes are asked what still lies there. Without, a document that nobody saw taken counts as lying there.
  package var looksIntoOutboxes = true
  /// What longer files say, in bytes, is not read again: it would take long. Nil for no limit.
  package var longestFile: Int64?

  package init() {}

  /// All of it, whatever it takes.
  package static let whole = StoryScope()
}

/// Everything that the ledger knows of one business object, in the order in which it happened: what holds, who said
/// what, by which rule it was decided, which documents went out, and what came back.
package struct EntityStory: Sendable {
  package var kind: Entity
  /// As it was asked for.
  package var key: String
  /// Nil while its first record waits and nothing else is known of it.
  package var entity: EntityState?
  /// Its own record, where that waits.
  package var hold: Hold?
  /// The file and the line of the record that waits.
  package var holdSource: Source?
  package var references: [CrossReference] = []
  package var fields: [Field] = []
  package var chapters: [Chapter] = []
  /// How many chapters there are before those that are told, and after them.
  package var earlier = 0
  package var later = 0
  /// Records of others that wait for this one.
  package var waiting: [Hold] = []
  /// The customer of an order, as far as the order can still be read.
  package var customer: Related?
  /// What the ERP told last of an order's progress.
  package var statuses: [Status] = []
  /// The record whose content holds, for a kind that is taken as a whole.
  package var content: Source?
}

extension EntityStory {
  /// A record, and where it stands: a line of a file.
  package struct Source: Sendable {
    package var reference: RecordReference
    package var system: String
    package var file: FileName?
    package var line: Int?
    package var receivedAt: Timestamp?
    package var controlNumber: String?
  }

  /// One field as it stands.
  package struct Field: Sendable {
    package var name: FieldName
    package var state: FieldState
    package var terms: FieldTerms
  }

  /// What one record brought about at one moment.
  package struct Chapter: Sendable {
    package var at: Timestamp
    package var source: Source
    package var events: [Event] = []
    /// Acknowledgements that told of it, first or later ones.
    package var answers: [Paper] = []
  }

  package struct Event: Sendable {
    package var event: EntityEvent
    package var changes: [Change] = []
    /// The document that went out, for ``EntityEvent/What/sent`` and ``EntityEvent/What/confirmed``.
    package var document: Paper?
  }

  package struct Change: Sendable {
    package var outcome: FieldOutcome
    /// What held before, as far as that can still be found out.
    package var before: String?
  }

  /// A file that Kontor wrote.
  package struct Paper: Sendable {
    package enum Whereabouts: String, Sendable, CaseIterable {
      /// Decided, and not in the outbox yet.
      case prepared
      /// Decided, and waits for its flow.
      case waiting
      /// Never sent: something newer took its place.
      case superseded
      case inDoubt = "in-doubt"
      /// Published, and still there.
      case inOutbox = "in-outbox"
      /// Published, and not there any more.
      case taken
    }

    package var document: Document
    package var whereabouts: Whereabouts
    package var moments: DocumentMoments
    /// What its receiver made of it, for an import document.
    package var delivery: Delivery.State?
  }

  /// How an order goes on, as far as that can still be read.
  package struct Status: Sendable {
    package var entity: EntityState
    package var source: Source?
    package var state: String?
    package var date: String?
    package var reason: String?
  }

  /// Another business object that this one has to do with.
  package struct Related: Sendable {
    package var kind: Entity
    package var key: String
    /// Nil where nobody knows it yet.
    package var entity: EntityState?
  }
}
