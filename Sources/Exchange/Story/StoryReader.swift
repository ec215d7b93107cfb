import DropFolder
import XMLEngine

/// Gathers the story of a business object from the ledger. Changes nothing, and needs no lock.
package struct StoryReader {
  let terms: AgreementTerms
  let ledger: any Ledger
  let content: ArchivedContent
  let sources: StorySources
  let scope: StoryScope

  package init(
    _ configuration: Configuration, _ catalogue: FormatCatalogue, ledger: any Ledger, scope: StoryScope = .whole
  ) {
    terms = AgreementTerms(configuration)
    self.ledger = ledger
    self.scope = scope
    content = ArchivedContent(configuration, catalogue)
    sources = StorySources(configuration, ledger, looksIntoOutboxes: scope.looksIntoOutboxes)
  }

  /// By a key of any system, present or former. Nil where nothing is known of it, and nothing of it waits.
  package func story(of kind: Entity, key: String) throws -> EntityStory? {
    let entity = try ledger.entity(kind, anyKey: key, by: terms)
    let hold = try hold(kind, key, entity)
    let rejections = try rejections(of: kind, keys: Set((entity?.keys.values).map(Array.init) ?? []).union([key]))
    guard entity != nil || hold != nil || !rejections.isEmpty else { return nil }
    var story = EntityStory(kind: kind, key: key, entity: entity, hold: hold)
    story.holdSource = try hold.map { try sources.source($0.record.source) }
    var happened = rejections
    if let entity {
      try tell(of: entity, &story)
      happened = try self.happened(to: entity) + happened
    }
    try tell(happened.sorted { $0.at < $1.at }, &story)
    if kind == .order { try relate(&story) }
    return story
  }

  private func hold(_ kind: Entity, _ key: String, _ entity: EntityState?) throws -> Hold? {
    if let hold = try ledger.hold(of: kind, anyKey: key, by: terms) { return hold }
    for (system, own) in (entity?.keys ?? [:]).sorted(by: { $0.key < $1.key }) {
      if let hold = try ledger.hold(of: kind, sender: system, key: own) { return hold }
    }
    return nil
  }

  private func tell(of entity: EntityState, _ story: inout EntityStory) throws {
    story.references = try ledger.crossReferences(of: entity.id)
    story.fields = fields(of: entity)
    story.content = try entity.content.map(sources.source)
    story.waiting = try ledger.holds(awaiting: .entity(entity.id))
    for (system, key) in entity.keys.sorted(by: { $0.key < $1.key }) {
      story.waiting += try ledger.holds(awaiting: .key(entity.kind, system: system, key: key))
    }
  }

  /// In the order of the schema.
  private func fields(of entity: EntityState) -> [EntityStory.Field] {
    let shape = EntityShape.of(entity.kind)
    return entity.fields.map { name, state in
      EntityStory.Field(name: name, state: state, terms: terms.terms(of: entity, name))
    }.sorted { left, right in
      let (first, second) = (shape?.rank(of: left.name) ?? 0, shape?.rank(of: right.name) ?? 0)
      return (first, left.name.text) < (second, right.name.text)
    }
  }

  // MARK: - What happened

  /// What one record brought about, before anything is looked up for it.
  private struct Happening {
    var at: Timestamp
    var record: RecordReference
    var events: [(event: EntityEvent, changes: [EntityStory.Change])] = []
    var deliveries: [String: Delivery.State] = [:]
  }

  /// Files, documents and acknowledgements are looked up for those chapters alone that are told.
  private func tell(_ happened: [Happening], _ story: inout EntityStory) throws {
    let end = min(max(0, scope.before ?? happened.count), happened.count)
    let start = scope.limit.map { max(0, end - $0) } ?? 0
    story.earlier = start
    story.later = happened.count - end
    story.chapters = try happened[start..<end].map { happening in
      var chapter = EntityStory.Chapter(at: happening.at, source: try sources.source(happening.record))
      for (event, changes) in happening.events {
        var told = EntityStory.Event(event: event, changes: changes)
        if let id = event.documentID, let delivery = happening.deliveries[id] {
          told.document = try sources.paper(id, delivery)
        }
        chapter.events.append(told)
      }
      return chapter
    }
    try sources.answer(&story.chapters, after: Set(happened[..<start].map(\.record.interchange)))
  }

  /// Records that were rejected left nothing, but they happened: of the object itself, and what others said of it.
  private func rejections(of kind: Entity, keys: Set<String>) throws -> [Happening] {
    var rejections: [Happening] = []
    for key in keys.sorted() {
      for record in try ledger.rejectedRecords([kind, .confirmation, .decision], key: key) {
        let issues = try ledger.issues(ofRecord: record.position, of: record.interchange)
        let event = EntityEvent(
          entity: 0, source: record, at: try ledger.interchange(record.interchange)?.decidedAt ?? .now(), .rejected,
          nil,
          "It was rejected: " + issues.map { "\($0.message) [\($0.code)]" }.joined(separator: " "))
        rejections.append(Happening(at: event.at, record: record, events: [(event, [])]))
      }
    }
    return rejections
  }

  private func happened(to entity: EntityState) throws -> [Happening] {
    let deliveries = Dictionary(
      try ledger.deliveries(of: entity.id).map { ($0.document, $0.state) }, uniquingKeysWith: { _, later in later })
    var values = try firstValues(of: entity)
    var happened: [Happening] = []
    for event in try ledger.events(of: entity.id) {
      if happened.last?.at != event.at || happened.last?.record != event.source {
        happened.append(Happening(at: event.at, record: event.source, deliveries: deliveries))
      }
      var changes: [EntityStory.Change] = []
      for outcome in event.fields {
        changes.append(EntityStory.Change(outcome: outcome, before: values[outcome.field]))
        values[outcome.field] = outcome.value
      }
      happened[happened.count - 1].events.append((event, changes))
    }
    return happened
  }

  /// What its first record said: no event tells that again.
  private func firstValues(of entity: EntityState) throws -> [FieldName: String] {
    guard let shape = EntityShape.of(entity.kind), let root = try root(of: entity.kind, at: entity.created) else {
      return [:]
    }
    return Dictionary(shape.fields(of: root).map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  fileprivate func root(of kind: Entity, at reference: RecordReference) throws -> XMLElement? {
    guard let interchange = try ledger.interchange(reference.interchange), interchange.size <= scope.longestFile ?? .max
    else { return nil }
    do {
      guard let bytes = try content.record(of: interchange, kind, at: reference.position) else { return nil }
      return try XMLDocument.parse(bytes, location: kind.rawValue).root
    } catch is FolderError {
      // An archive that is away costs the story its oldest values, and nothing else.
      return nil
    }
  }

  // MARK: - Orders

  private func relate(_ story: inout EntityStory) throws {
    let root: XMLElement?
    if let entity = story.entity, let place = entity.content {
      root = try self.root(of: .order, at: place)
    } else {
      root = try story.hold.flatMap { try XMLDocument.parse($0.record.canonical, location: story.key).root }
    }
    let origin = story.entity?.origin ?? story.hold?.record.sender
    if let root, let sender = origin.flatMap({ terms.configuration.system(named: $0) }),
      let reference = References.all(in: root).first(where: { $0.entity == .customer }).map(Named.init)
    {
      let composer = Composer(terms: terms, memory: ledger, now: .now())
      // A reference whose two keys belong to two customers names none.
      let known: EntityState?
      do { known = try composer.entity(of: reference, from: sender) } catch is NotAgreed { known = nil }
      story.customer = EntityStory.Related(kind: .customer, key: reference.key, entity: known)
    }
    let keys = Set((story.entity.map { Array($0.keys.values) } ?? []) + [story.key])
    var seen: Set<Int64> = []
    for key in keys.sorted() {
      for system in terms.configuration.systems {
        guard let status = try ledger.entity(.orderStatus, system: system.name, key: key) else { continue }
        if seen.insert(status.id).inserted { story.statuses.append(try self.status(status)) }
      }
    }
  }
}

extension StoryReader {
  fileprivate func status(_ entity: EntityState) throws -> EntityStory.Status {
    let record = try entity.content.flatMap { try root(of: .orderStatus, at: $0) }
    return EntityStory.Status(
      entity: entity, source: try entity.content.map(sources.source), state: record?.token(at: "State"),
      date: record?.token(at: "Date"), reason: record?.token(at: "Reason"))
  }
}

extension EntityEvent {
  /// The document that it tells of.
  fileprivate var documentID: String? { what == .sent || what == .confirmed ? detail : nil }
}

extension EntityShape {
  /// Where a field stands in the order of the schema.
  fileprivate func rank(of name: FieldName) -> Int {
    parts.firstIndex { $0.name == name.steps?.first?.name } ?? -1
  }
}
