import DropFolder
import Exchange

/// What `explain --json` says: everything that the text says, whole and uncut.
struct StoryReport: Encodable {
  struct Key: Encodable {
    var system: String
    var key: String
    /// `present`, `former` or `alias`.
    var standing: String
    var since: String
  }

  struct Related: Encodable {
    var entity: String
    var key: String
    var known: Bool
    var stage: String?
    var keys: [String: String]

    init(_ kind: Entity, _ key: String, _ state: EntityState?) {
      entity = kind.rawValue
      self.key = key
      known = state != nil
      stage = state?.stage?.rawValue
      keys = state?.keys ?? [:]
    }
  }

  struct Status: Encodable {
    var key: String
    var state: String?
    var date: String?
    var reason: String?
    var source: StorySourceReport?

    init(_ status: EntityStory.Status) {
      key = status.key
      state = status.state
      date = status.date
      reason = status.reason
      source = status.source.map(StorySourceReport.init)
    }
  }

  var entity: String
  /// As it was asked for.
  var key: String
  /// False while its first record waits and nothing else is known.
  var known: Bool
  var stage: String?
  var origin: String?
  var keys: [Key]
  var deletedBy: [String]
  var refusal: String?
  var hold: HoldReport?
  var holdSource: StorySourceReport?
  var conflicts: [String]
  var fields: [StoryFieldReport]
  var story: [StoryChapterReport]
  /// Held records that wait for this one.
  var awaitedBy: [HoldReport]
  var customer: Related?
  /// What the ERP told last of an order.
  var statuses: [Status]
  /// The record whose content holds, for what is taken as a whole.
  var content: StorySourceReport?

  init(_ story: EntityStory) {
    entity = story.kind.rawValue
    key = story.key
    known = story.entity != nil
    stage = story.entity?.stage?.rawValue
    origin = story.entity?.origin
    keys = story.references.map {
      Key(
        system: $0.system, key: $0.key, standing: $0.standing.rawValue, since: $0.since.description)
    }
    deletedBy = story.entity?.deletedBy.sorted() ?? []
    refusal = story.entity?.refusal
    hold = story.hold.map(HoldReport.init)
    holdSource = story.holdSource.map(StorySourceReport.init)
    conflicts = story.fields.filter { $0.state.conflict != nil }.map(\.name.text)
    fields = story.fields.map(StoryFieldReport.init)
    self.story = story.chapters.map { StoryChapterReport($0) }
    awaitedBy = story.waiting.map(HoldReport.init)
    customer = story.customer.map { Related($0.kind, $0.key, $0.entity) }
    statuses = story.statuses.map(Status.init)
    content = story.content.map(StorySourceReport.init)
  }
}

struct StorySourceReport: Encodable {
  var interchange: String
  var position: Int
  var system: String
  var file: String?
  var line: Int?
  var received: String?
  var controlNumber: String?

  init(_ source: EntityStory.Source) {
    interchange = source.reference.interchange.text
    position = source.reference.position
    system = source.system
    file = source.file?.display
    line = source.line
    received = source.receivedAt?.description
    controlNumber = source.controlNumber
  }
}

struct StoryFieldReport: Encodable {
  struct Side: Encodable {
    var said: String?
    /// By all that is known.
    var has: String?
    var changed: String?
  }

  /// `*`: the record as a whole, whose value is a hash.
  var field: String
  /// Left out where nobody has said anything; empty where there is none any more.
  var value: String?
  var by: String?
  var base: String?
  var owner: String
  var lastWord: String
  var rule: String
  var systems: [String: Side]
  /// Each system's own value, until a person decides.
  var conflict: [String: String]?

  init(_ field: EntityStory.Field) {
    self.field = field.name.text
    value = field.state.agreed
    by = field.state.agreedBy
    base = field.state.base
    owner = field.terms.owner.word
    lastWord = field.terms.lastWord
    rule = field.terms.rule
    systems = field.state.sides.mapValues {
      Side(said: $0.said, has: $0.believed, changed: $0.version?.changed.description)
    }
    conflict = field.state.conflict?.values
  }
}

struct StoryChapterReport: Encodable {
  struct Event: Encodable {
    var what: String
    var sentence: String
    var subject: String?
    var detail: String?
    var fields: [Field]
    var document: Paper?
  }

  struct Field: Encodable {
    var field: String
    var outcome: String
    var before: String?
    var value: String?
    var said: String?
    var winner: String?
    var rule: String
  }

  struct Paper: Encodable {
    var id: String
    var system: String
    var name: String
    var state: String
    /// `prepared`, `in-doubt`, `in-outbox` or `taken`.
    var whereabouts: String
    var publishedAt: String?
    /// When it was seen to be gone from the outbox.
    var takenAt: String?
    /// What the receiver made of it: `sent` while nothing is known.
    var delivery: String?

    init(_ paper: EntityStory.Paper) {
      id = paper.document.id
      system = paper.document.system
      name = paper.document.name.display
      state = paper.document.state.rawValue
      whereabouts = paper.whereabouts.rawValue
      publishedAt = paper.moments.publishedAt?.description
      takenAt = paper.moments.takenAt?.description
      delivery = paper.delivery?.rawValue
    }
  }

  var at: String
  var source: StorySourceReport
  var events: [Event]
  var acknowledgements: [Paper]

  init(_ chapter: EntityStory.Chapter) {
    at = chapter.at.description
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
