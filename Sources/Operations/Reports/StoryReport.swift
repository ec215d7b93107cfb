import DropFolder
package import Exchange

/// What `explain --json` says: everything that the text says, whole and uncut.
package struct StoryReport: Encodable, Sendable {
  package struct Key: Encodable, Sendable {
    package var system: String
    package var key: String
    /// `present`, `former` or `alias`.
    package var standing: String
    package var since: Moment
  }

  package struct Related: Encodable, Sendable {
    package var entity: String
    package var key: String
    package var known: Bool
    package var stage: String?
    package var keys: [String: String]

    package init(_ kind: Entity, _ key: String, _ state: EntityState?) {
      entity = kind.rawValue
      self.key = key
      known = state != nil
      stage = state?.stage?.rawValue
      keys = state?.keys ?? [:]
    }
  }

  package struct Status: Encodable, Sendable {
    package var key: String
    package var state: String?
    package var date: String?
    package var reason: String?
    package var source: StorySourceReport?

    package init(_ status: EntityStory.Status) {
      key = status.key
      state = status.state
      date = status.date
      reason = status.reason
      source = status.source.map(StorySourceReport.init)
    }
  }

  package var entity: String
  /// As it was asked for.
  package var key: String
  /// False while its first record waits and nothing else is known.
  package var known: Bool
  package var stage: String?
  package var origin: String?
  package var keys: [Key]
  package var deletedBy: [String]
  package var refusal: String?
  package var hold: HoldReport?
  package var holdSource: StorySourceReport?
  package var conflicts: [String]
  package var fields: [StoryFieldReport]
  package var story: [StoryChapterReport]
  /// How much happened before what is told here, and after it.
  package var earlier: Int
  package var later: Int
  /// Held records that wait for this one.
  package var awaitedBy: [HoldReport]
  package var customer: Related?
  /// What the ERP told last of an order.
  package var statuses: [Status]
  /// The record whose content holds, for what is taken as a whole.
  package var content: StorySourceReport?

  package init(_ story: EntityStory) {
    entity = story.kind.rawValue
    key = story.key
    known = story.entity != nil
    stage = story.entity?.stage?.rawValue
    origin = story.entity?.origin
    keys = story.references.map {
      Key(
        system: $0.system, key: $0.key, standing: $0.standing.rawValue, since: $0.since.moment)
    }
    deletedBy = story.entity?.deletedBy.sorted() ?? []
    refusal = story.entity?.refusal
    hold = story.hold.map(HoldReport.init)
    holdSource = story.holdSource.map(StorySourceReport.init)
    conflicts = story.fields.filter { $0.state.conflict != nil }.map(\.name.text)
    fields = story.fields.map(StoryFieldReport.init)
    self.story = story.chapters.map { StoryChapterReport($0) }
    earlier = story.earlier
    later = story.later
    awaitedBy = story.waiting.map(HoldReport.init)
    customer = story.customer.map { Related($0.kind, $0.key, $0.entity) }
    statuses = story.statuses.map(Status.init)
    content = story.content.map(StorySourceReport.init)
  }
}

package struct StorySourceReport: Encodable, Sendable {
  package var interchange: String
  package var position: Int
  package var system: String
  package var file: String?
  package var line: Int?
  package var received: Moment?
  package var controlNumber: String?

  package init(_ source: EntityStory.Source) {
    interchange = source.reference.interchange.text
    position = source.reference.position
    system = source.system
    file = source.file?.display
    line = source.line
    received = source.receivedAt?.moment
    controlNumber = source.controlNumber
  }
}

package struct StoryFieldReport: Encodable, Sendable {
  package struct Side: Encodable, Sendable {
    package var said: String?
    /// By all that is known.
    package var has: String?
    package var changed: Moment?
  }

  /// `*`: the record as a whole, whose value is a hash.
  package var field: String
  /// Left out where nobody has said anything; empty where there is none any more.
  package var value: String?
  package var by: String?
  package var base: String?
  package var owner: String
  package var lastWord: String
  package var rule: String
  package var systems: [String: Side]
  /// Each system's own value, until a person decides.
  package var conflict: [String: String]?

  package init(_ field: EntityStory.Field) {
    self.field = field.name.text
    value = field.state.agreed
    by = field.state.agreedBy
    base = field.state.base
    owner = field.terms.owner.word
    lastWord = field.terms.lastWord
    rule = field.terms.rule
    systems = field.state.sides.mapValues {
      Side(said: $0.said, has: $0.believed, changed: $0.version?.changed.moment)
    }
    conflict = field.state.conflict?.values
  }
}

package struct StoryChapterReport: Encodable, Sendable {
  package struct Event: Encodable, Sendable {
    package var what: String
    package var sentence: String
    package var subject: String?
    package var detail: String?
    package var fields: [Field]
    package var document: Paper?
  }

  package struct Field: Encodable, Sendable {
    package var field: String
    package var outcome: String
    package var before: String?
    package var value: String?
    package var said: String?
    package var winner: String?
    package var rule: String
  }

  package struct Paper: Encodable, Sendable {
    package var id: String
    package var system: String
    package var name: String
    package var state: String
    /// `prepared`, `in-doubt`, `in-outbox` or `taken`.
    package var whereabouts: String
    package var publishedAt: Moment?
    /// When it was seen to be gone from the outbox.
    package var takenAt: Moment?
    /// What the receiver made of it: `sent` while nothing is known.
    package var delivery: String?

    package init(_ paper: EntityStory.Paper) {
      id = paper.document.id
      system = paper.document.system
      name = paper.document.name.display
      state = paper.document.state.rawValue
      whereabouts = paper.whereabouts.rawValue
      publishedAt = paper.moments.publishedAt?.moment
      takenAt = paper.moments.takenAt?.moment
      delivery = paper.delivery?.rawValue
    }
  }

  package var at: Moment
  package var source: StorySourceReport
  package var events: [Event]
  package var acknowledgements: [Paper]
  /// The decision of a person that brought it about. The keys of the report stay as they are without it.
  package var decision: AuditEntry?

  private enum CodingKeys: CodingKey {
    case at, source, events, acknowledgements
  }

  package init(_ chapter: EntityStory.Chapter) {
    at = chapter.at.moment
    source = StorySourceReport(chapter.source)
    acknowledgements = chapter.answers.map(Paper.init)
    events = chapter.events.map { event in
      Event(
        what: event.event.what.rawValue, sentence: event.sentence, subject: event.event.subject,
        detail: event.event.detail,
        fields: event.changes.map { change in
          Field(
            field: change.outcome.field.text, outcome: change.outcome.outcome.rawValue, before: change.before,
            value: change.outcome.value, said: change.outcome.said, winner: change.outcome.winner,
            rule: change.outcome.rule)
        }, document: event.document.map(Paper.init))
    }
  }
}
