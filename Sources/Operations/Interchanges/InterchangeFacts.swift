package import Exchange

/// All that is known of one interchange, for a person to read: what it is, where it stands, and what happens next.
package struct InterchangeFacts: Sendable {
  package struct Record: Sendable {
    package var position: Int
    package var entity: String
    package var key: String?
    package var verdict: RecordVerdict
    package var line: Int
    package var issues: [Issue]
    /// The names of the documents that it stands in.
    package var documents: [String]

    package init(
      position: Int, entity: String, key: String?, verdict: RecordVerdict, line: Int, issues: [Issue] = [],
      documents: [String] = []
    ) {
      self.position = position
      self.entity = entity
      self.key = key
      self.verdict = verdict
      self.line = line
      self.issues = issues
      self.documents = documents
    }
  }

  package struct Document: Sendable {
    package struct Answer: Sendable {
      package var state: Delivery.State
      package var at: Timestamp?
      /// A system, a person, or the folders of a system.
      package var by: String?
      package var file: String?
      package var interchange: InterchangeID?
    }

    package var document: Exchange.Document
    /// Its name, fit for display.
    package var name: String
    package var publishedAt: Timestamp?
    /// When it was seen to be gone from the outbox.
    package var takenAt: Timestamp?
    package var answers: [Answer]

    package init(
      _ document: Exchange.Document, name: String, publishedAt: Timestamp? = nil, takenAt: Timestamp? = nil,
      answers: [Answer] = []
    ) {
      self.document = document
      self.name = name
      self.publishedAt = publishedAt
      self.takenAt = takenAt
      self.answers = answers
    }
  }

  package struct Attempt: Sendable {
    package var number: Int
    package var interchange: Interchange
    package var file: String
    /// The decision of the person who handed it in; nil where it came through an inbox.
    package var decision: AuditEntry?

    package init(number: Int, _ interchange: Interchange, file: String, decision: AuditEntry? = nil) {
      self.number = number
      self.interchange = interchange
      self.file = file
      self.decision = decision
    }
  }

  /// How what was rejected of it came to its end.
  package struct Ending: Sendable {
    /// Never `open`.
    package var state: Rejection.State
    /// What put it right or took its place; nil where nothing did, and where that is none of the attempts at the file.
    package var attempt: Attempt?
    /// The decision by which it was discarded.
    package var decision: AuditEntry?

    package init(_ state: Rejection.State, attempt: Attempt? = nil, decision: AuditEntry? = nil) {
      self.state = state
      self.attempt = attempt
      self.decision = decision
    }
  }

  package var interchange: Interchange
  /// The file's name, fit for display.
  package var file: String
  /// Where the file lies now; nil before it is filed.
  package var place: String?
  /// Of a file that passed in part: the one with only its bad records.
  package var rejectFile: String?
  package var acknowledgement: String?
  /// Its row was made anew from a side file: accepted records are counted and not listed.
  package var isRebuilt = false
  /// What of it is forgotten, with when and by which rule.
  package var prunings: [String] = []
  /// Of the file as a whole.
  package var issues: [Issue] = []
  /// One page of its records.
  package var records: [Record] = []
  /// The position after which the next page begins; nil where there is none.
  package var nextRecord: Int?
  /// Whether all its records are listed, or those alone of which there is something to say.
  package var selection = RecordSelection.all
  /// The first of its documents, then its acknowledgements.
  package var documents: [Document] = []
  package var hasMoreDocuments = false
  /// One page of the attempts at the file, oldest first; itself alone where there is no other.
  package var attempts: [Attempt] = []
  /// How many attempts there are; nil where the page has them all.
  package var allAttempts: Int?
  /// Before which attempt the page with older ones begins; nil where there are none.
  package var olderAttempts: Int?
  /// Itself among them; nil where it is on the page.
  package var itself: Attempt?
  package var rejection: Rejection?
  /// The newest attempt of which something is still to be put right.
  package var open: InterchangeID?
  /// Nil while something is still to be put right, and where nothing ever was.
  package var ending: Ending?

  /// Records of it that wait still.
  package var waiting = 0
  /// Systems of which it is seen that they take a document; of the others nobody knows.
  package var watched: Set<String> = []

  package init(_ interchange: Interchange, file: String) {
    self.interchange = interchange
    self.file = file
  }

  /// Which attempt at the file it is, from 1.
  package var attempt: Int { ownAttempt?.number ?? 1 }

  package var ownAttempt: Attempt? { itself ?? attempts.first { $0.interchange.id == interchange.id } }

  package var attemptCount: Int { allAttempts ?? attempts.last?.number ?? 1 }

  package var isOfDesk: Bool { interchange.sender == System.desk }
}
