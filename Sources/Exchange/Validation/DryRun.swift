import DropFolder
package import XMLEngine

/// Judges a file as the processor would, with no ledger and no effect: what `kontor validate` and `kontor map` do.
///
/// Reads record by record in constant memory. What only the ledger knows, such as a control number that was used
/// before, is not checked.
package struct DryRun {
  package let formats: SentFormats
  /// The system that the file is taken to come from.
  package let sender: System
  private let catalogue: FormatCatalogue
  private let terms: AgreementTerms
  let judges: RecordJudges
  private let masked: Set<String>

  /// - Parameters:
  ///   - formats: in one of which the file is.
  ///   - sender: nil takes the system that would send files of the first of them: one with an inbox, if there is one.
  package init(
    formats: SentFormats, sender: System?, configuration: Configuration, catalogue: FormatCatalogue
  ) {
    let format = formats.first.format
    let name = format.name
    let speakers = configuration.systems.filter { system in system.sends.contains { $0.value == name } }
    let found = sender ?? speakers.first { $0.inbox != nil } ?? speakers.first
    // A format that no system speaks yet can be tried out all the same.
    let own =
      found
      ?? System(
        name: name, place: format.place, inbox: nil, outbox: nil, formats: [Placed(name, at: format.place)])
    self.formats = formats
    self.sender = own
    self.catalogue = catalogue
    terms = AgreementTerms(configuration)
    masked = configuration.masked
    judges = RecordJudges(sender: own, formats: formats, catalogue: catalogue)
  }

  /// How much is tried.
  package enum Depth: Sendable {
    /// Only the schema, as any validating parser would.
    case schemaOnly
    case withoutMapping
    case whole

    fileprivate var judgement: RecordJudge.Depth { self == .schemaOnly ? .schemaOnly : .whole }
  }

  /// What a file came to.
  package struct Result: Sendable {
    /// The name of the format that it is in, by its root element.
    package var format = ""
    package var envelope = Envelope()
    package var totals = Totals()
    package var errors = 0
    package var warnings = 0
    /// Records with at least one error.
    package var faultyRecords = 0
    /// The encoding that the file is in; nil where it could not be told.
    package var encoding: TextEncoding?

    package var isValid: Bool { errors == 0 }
  }

  /// - Parameters:
  ///   - source: the file from its beginning.
  ///   - issue: called for everything found. Record by record, but what is wrong between the records comes last.
  ///   - document: called for every document that the file would become. Only at depth `whole`.
  package func run(
    _ source: @escaping RecordReader.Source, depth: Depth,
    issue: (Issue) throws -> Void, document: (DryRunDocument) throws -> Void = { _ in }
  ) throws -> Result {
    let reader = try formats.reader(for: sender, source: source)
    var result = Result()
    var assembly = DryRunAssembly()
    var customers = CustomersRead()
    func tell(_ found: Issue) throws {
      if found.severity == .error { result.errors += 1 }
      if found.severity == .warning { result.warnings += 1 }
      try issue(found)
    }
    var known: Envelope?
    while let record = try reader.next() {
      let envelope = known ?? formats.format(of: reader).envelope(in: reader)
      known = envelope
      let controlNumber = envelope.controlNumber ?? ""
      let context = MappingContext(
        interchange: DryRunAssembly.interchange.text, sender: sender.name, controlNumber: { controlNumber },
        documentID: assembly.documentID)
      var judgement = try judges.judge(in: reader).judge(record, depth: depth.judgement, context: context)
      let drafts =
        depth == .schemaOnly
        ? []
        : try send(
          &judgement, of: record, mapping: depth == .whole, context, customers: &customers)
      result.totals.count(judgement.verdict)
      if judgement.issues.contains(where: { $0.severity == .error }) { result.faultyRecords += 1 }
      for found in judgement.maskedIssues(masked, of: record) { try tell(found) }
      let finished = try assembly.add(drafts, position: record.position, controlNumber: controlNumber)
      for one in finished { try document(one) }
    }
    for one in try assembly.finish() { try document(one) }
    for diagnostic in reader.diagnostics { try tell(Issue(diagnostic).masked(by: masked)) }
    let format = formats.format(of: reader)
    result.format = format.format.name
    result.envelope = format.envelope(in: reader)
    result.encoding = reader.encoding
    result.totals.announced = format.announcedCount(in: reader)
    switch reader.end {
    case .cutOff(let diagnostic), .refused(let diagnostic): try tell(Issue(diagnostic).masked(by: masked))
    case .complete, nil:
      guard depth != .schemaOnly else { break }
      if let late = known.flatMap({ format.lateIssue(in: reader, known: $0) }) { try tell(late) }
      if let wrong = format.countIssue(in: reader, read: result.totals.read) { try tell(wrong) }
    }
    return result
  }

  /// The systems that get records of an entity only in documents of others.
  package func systemsReachedWithOthers(by entity: Entity) -> [String] {
    terms.receivers(of: entity, from: sender.name).filter { !terms.travelsAlone(entity, to: $0) }.map(\.name)
  }

  /// What canonical records are held against.
  var canonicalSchema: Schema { catalogue.canonicalSchema }

  /// Whether orders of this sender take their customers along, to anybody.
  private var takesCustomersAlong: Bool {
    terms.receivers(of: .order, from: sender.name).contains { terms.goesAlong(.customer, with: .order, to: $0) }
  }

  /// To whom a record by itself would go. That its sender was heard before, or that something else is missing, only the
  /// ledger knows.
  func send(
    _ judgement: inout Judgement, of original: Record, mapping: Bool, _ context: MappingContext,
    customers: inout CustomersRead
  ) throws -> [Draft] {
    guard judgement.verdict == .accepted else { return [] }
    let writer = DraftWriter(catalogue, context)
    var drafts: [Draft] = []
    var goes = false
    for record in judgement.canonical {
      let receivers = terms.receivers(of: record.entity, from: sender.name)
      let isTaken = record.entity == .confirmation || record.entity == .decision
      goes = goes || isTaken
      if receivers.isEmpty, !isTaken {
        judgement.issues.append(
          Issue(
            .noFlow, .information, phase: .delivery,
            "No flow carries \(record.entity.rawValue) records from \(sender.name)."))
      }
      if record.entity == .customer, takesCustomersAlong { customers.note(record, in: original) }
      if let stage = record.root.token(at: "Stage").flatMap(Stage.init(rawValue:)),
        !terms.ownership.sends(record.entity, at: stage)
      {
        judgement.issues.append(
          Issue(
            .stageNotSent, .information, phase: .delivery, value: stage.rawValue,
            "\(record.entity.rawValue) \(record.key) stays here: by agreement nobody is sent a \(stage.rawValue)."))
        continue
      }
      goes = goes || !receivers.isEmpty
      for system in receivers where mapping && terms.travelsAlone(record.entity, to: system) {
        let (known, unknown) =
          terms.goesAlong(.customer, with: record.entity, to: system) ? customers.named(in: record) : ([], [])
        judgement.issues += unknown.map { Issue.notInFile($0, for: system).placed(at: original) }
        do {
          var outgoing = OutgoingRecord(record: record, companions: known.map(\.record))
          // What its sender wants back is for nobody else.
          outgoing.record.carried = nil
          drafts.append(try writer.draft(outgoing, for: system, after: drafts))
        } catch let refusal as NotMapped where unknown.isEmpty {
          judgement.issues += refusal.issues.map { $0.placed(at: original) }
        } catch is NotMapped {
          // What a mapping refuses without the customer it may take with it.
        }
      }
    }
    if judgement.issues.contains(where: { $0.severity == .error }) {
      judgement.verdict = .rejected
      return []
    }
    if !goes { judgement.verdict = .ignored }
    return drafts
  }
}

extension Issue {
  /// What a trial cannot know, because the customer of an order comes from the ledger.
  fileprivate static func notInFile(_ customer: Named, for system: System) -> Issue {
    Issue(
      .referenceUnknown, .information, phase: .mapping, value: customer.key,
      "\(system.name) gets orders with their customer, and \(customer.words) is not in this file: here the order is "
        + "shown without, if at all. When it is processed, what is known of the customer by then goes along.")
  }
}
