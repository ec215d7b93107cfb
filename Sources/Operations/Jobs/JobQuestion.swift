package import Exchange

/// What somebody wants to be done to many things, as they named them.
package struct JobQuestion: Sendable {
  package enum Subject: Sendable {
    case interchanges([String])
    case documents([String])
    case holds([Int64])
    /// All that is to be put right, or all of it with one cause.
    case rejections(Cause?, OpenRejectionFilter)
    /// All conflicts of a kind (``ConflictKind/text``), answered alike.
    case conflicts(alike: String, ConflictChoice.Answer)
  }

  package enum Cause: Sendable {
    case key(CauseKey)
    /// Wherever in a file it was found.
    case code(String)
    /// As ``CauseKey/id`` has it.
    case id(String)
  }

  package var action: Decision.Action
  package var subject: Subject

  package init(_ action: Decision.Action, _ subject: Subject) {
    self.action = action
    self.subject = subject
  }

  /// Whether the action can be done to that.
  package var isFit: Bool {
    switch (action, subject) {
    case (.reprocess, .interchanges), (.reprocess, .rejections), (.discard, .interchanges), (.discard, .rejections),
      (.discard, .holds), (.release, .holds), (.resend, .interchanges), (.resend, .documents), (.resolve, .conflicts):
      true
    default: false
    }
  }
}

/// What was found of it, as it stands now.
package struct JobSelection: Sendable {
  /// One of the things, for a list of them.
  package struct Thing: Sendable {
    package var item: JobItem
    package var name: ThingName
    /// The interchange that it is, or came in.
    package var interchange: InterchangeID?
    /// Whom it came from; of what is sent again, whom it goes to.
    package var systems: [String]
    package var since: Timestamp?
    /// What is wrong with it, first of all.
    package var issue: Issue?
    /// How many documents are sent again.
    package var documents: Int?
    /// The conflicts of a business object that are answered.
    package var conflicts: [ConflictReport] = []
  }

  package var action: Decision.Action
  /// In the order in which they are decided.
  package var items: [JobItem] = []
  /// The first of them.
  package var first: [Thing] = []
  /// Whom they came from; of what is sent again, whom it goes to; of conflicts, who has a value.
  package var systems: Set<String> = []
  /// Things that were named, and to which it cannot be done any more.
  package var gone = 0
  /// The cause that all have, where they were selected by one.
  package var cause: CauseKey?
  /// How many documents are sent again in all.
  package var documents = 0
  /// What holds from now on, where conflicts are answered alike.
  package var answer: ConflictChoice.Answer?
  /// The values of the conflicts that are answered, one after the other.
  package var values: [String] = []

  package static let mostShown = 20

  package init(_ action: Decision.Action) {
    self.action = action
  }

  package var count: Int { items.count }

  /// With those values of conflicts alone that may be seen, in what is listed.
  package func showing(_ shown: ShownValues) -> JobSelection {
    var selection = self
    for index in first.indices { selection.first[index].conflicts = first[index].conflicts.map { $0.showing(shown) } }
    return selection
  }

  mutating func add(_ subject: Decision.Subject, basis: InterchangeID? = nil, fields: [Decision.Field] = []) throws
    -> JobItem
  {
    guard items.count < BulkJob.mostItems else {
      throw Failure(
        .usage,
        "more than \(Phrase.number(BulkJob.mostItems)) at once are too many; narrow it down, by system or by time perhaps"
      )
    }
    let item = JobItem(items.count + 1, subject, basis: basis, fields: fields)
    items.append(item)
    return item
  }
}
