import XMLEngine

/// Decides what becomes of records, by the agreement between the systems and by what the ledger knows: who is meant,
/// whose word counts, what every system is to be sent, and what has to wait.
///
/// One for each interchange, inside its transaction. Each call of ``take(_:)`` decides one record; what it writes to the
/// ledger and the drafts it makes belong together, and are undone together where it throws.
package final class Agreement {
  let terms: AgreementTerms
  let log: any Decisions
  let interchange: InterchangeID
  let now: Timestamp
  /// The system that is believed, where the interchange belongs to an initial load.
  let believed: String?
  /// The interchange in whose place the records of this one stand, where it puts an earlier one right.
  var correctedPlace: InterchangeID?
  /// Makes drafts of documents; nothing of them is written yet.
  let writer: DraftWriter
  /// Reads a record again whose content the ledger does not keep; nil where it is nowhere any more.
  let content: (_ of: Interchange, Entity, _ at: Int) throws -> [UInt8]?
  let composer: Composer
  /// What a person decides on rejected files and sent documents; nil where such decisions have no effect.
  let wayBack: (any WayBack)?
  var pending = Pending()
  /// The system whose file this is.
  let sender: String
  /// Which flows carry nothing now.
  let gates: FlowGates
  /// Goes whatever the flows say of times: a person wants it.
  var isUrgent = false
  /// The entity in whose flow a customer travels that goes along with it.
  var carriedBy: Entity?

  /// What goes with the writes to the ledger, and is undone with them.
  struct Pending {
    var drafts: [Draft] = []
    /// Records of this interchange that got another verdict later in the same file.
    var changed: [Change] = []
    /// What earlier interchanges have to be told.
    var answers = LaterAnswers()
    /// What the decision of a person changed.
    var trail = DecisionTrail()
    /// Documents of this interchange that wait, and for which flow.
    var waiting: [String: String] = [:]
  }

  package init(
    _ terms: AgreementTerms, log: any Decisions, interchange: Interchange, now: Timestamp, writer: DraftWriter,
    content: @escaping (Interchange, Entity, Int) throws -> [UInt8]?, wayBack: (any WayBack)? = nil,
    gates: FlowGates = FlowGates()
  ) {
    self.terms = terms
    self.log = log
    self.interchange = interchange.id
    sender = interchange.sender
    self.gates = gates
    believed = interchange.believed
    self.now = now
    self.writer = writer
    self.content = content
    self.wayBack = wayBack
    composer = Composer(terms: terms, memory: log, now: now)
  }

  /// Decides a record of the interchange, which may have become several canonical ones: all of them or none.
  ///
  /// - Throws: ``NotAgreed`` and ``NotMapped`` for a record that is refused. Nothing of it was, then.
  package func take(_ records: [ToldRecord]) throws -> Ruling {
    pending.trail = DecisionTrail()
    return try attempt {
      var whole = Ruling(verdict: .ignored)
      for record in records {
        let ruling = try decide(record, .fresh)
        whole.issues += ruling.issues
        if ruling.verdict.outranks(whole.verdict) { whole.verdict = ruling.verdict }
      }
      return whole
    }
  }

  /// Decides a record that is right by itself, and answers the documents that this makes.
  func rule(_ judgement: inout Judgement, on record: Record, from sender: System, now: Timestamp) throws -> [Draft] {
    guard judgement.verdict == .accepted else { return [] }
    let source = RecordReference(interchange, record.position)
    do {
      let ruling = try take(judgement.canonical.map { ToldRecord($0, from: sender, source: source, now: now) })
      judgement.verdict = ruling.verdict
      judgement.issues += ruling.issues.map { $0.placed(at: record) }
      return takeDrafts()
    } catch let refusal as NotAgreed {
      judgement.issues += refusal.issues.map { $0.placed(at: record) }
    } catch let refusal as NotMapped {
      judgement.issues += refusal.issues.map { $0.placed(at: record) }
    }
    judgement.verdict = .rejected
    return []
  }

  /// The documents of the record that was taken last.
  package func takeDrafts() -> [Draft] {
    defer { pending.drafts = [] }
    return pending.drafts
  }

  func takeChanges() -> [Change] {
    defer { pending.changed = [] }
    return pending.changed
  }

  /// A record of this interchange that a later one gave another verdict.
  struct Change {
    var position: Int
    var verdict: RecordVerdict
  }

  /// How a record comes to be decided.
  enum Occasion {
    case fresh
    /// What it waited for has come, or it is looked at again.
    case held(Hold)
    /// A person wants it to go as it is, whatever it waited for.
    case released(Hold)
    /// A person says that it is nobody who is known.
    case separate(Hold)

    var hold: Hold? {
      switch self {
      case .fresh: nil
      case .held(let hold), .released(let hold), .separate(let hold): hold
      }
    }

    var isForced: Bool { if case .released = self { true } else { false } }
  }

  func decide(_ record: ToldRecord, _ occasion: Occasion) throws -> Ruling {
    switch record.kind {
    case .customer: try takeCustomer(record, occasion)
    case .order, .orderStatus, .invoice, .reminder: try takeWhole(record, occasion)
    case .confirmation: try takeConfirmation(record)
    case .decision: try takeDecision(record)
    }
  }

  /// Runs `body` so that what it wrote and drafted is undone if it throws.
  func attempt<Result>(_ body: () throws -> Result) throws -> Result {
    let before = pending
    do {
      return try log.attempt(body)
    } catch {
      pending = before
      throw error
    }
  }

  func note(
    _ entity: EntityState, _ source: RecordReference, _ what: EntityEvent.What, _ subject: String? = nil,
    _ detail: String? = nil, fields: [FieldOutcome] = []
  ) throws(LedgerError) {
    try log.add(EntityEvent(entity: entity.id, source: source, at: now, what, subject, detail, fields: fields))
  }

  /// Where a record stands among others of its time: held ones have a place of their own.
  func place(of record: ToldRecord) -> InterchangeID? {
    record.source.interchange == interchange ? correctedPlace : nil
  }

  /// Where the interchanges have theirs that spoke of an entity last for the same sender, and put something right.
  func places(in entity: EntityState, besides record: ToldRecord) throws(LedgerError) -> [InterchangeID: InterchangeID]
  {
    guard place(of: record) != nil else { return [:] }
    var places: [InterchangeID: InterchangeID] = [:]
    for id in Set(entity.fields.values.compactMap { $0.sides[record.sender.name]?.source?.interchange }) {
      if let other = try log.interchange(id) { places[id] = try log.correctedPlace(of: other) }
    }
    return places
  }

  /// A record that is kept by no flow.
  func hasNoFlow(_ record: ToldRecord) -> Ruling? {
    guard !terms.sends(record.kind, from: record.sender.name) else { return nil }
    return Ruling(
      verdict: .ignored,
      issues: [
        Issue(
          .noFlow, .information, phase: .delivery,
          "No flow carries \(record.kind.rawValue) records from \(record.sender.name).")
      ])
  }
}

extension RecordVerdict {
  /// Which of the verdicts on its parts is told of a record.
  fileprivate func outranks(_ other: RecordVerdict) -> Bool {
    let order: [RecordVerdict] = [.rejected, .held, .accepted, .unchanged, .superseded, .duplicate, .ignored]
    return (order.firstIndex(of: self) ?? 0) < (order.firstIndex(of: other) ?? 0)
  }
}
