import DropFolder
import XMLEngine

/// Reads one interchange and fixes what becomes of it: read, validate, judge, map, prepare, conclude.
///
/// Everything goes into one attempt of one transaction: if it throws, nothing of it was.
final class InterchangeDecision {
  var interchange: Interchange
  let job: Job
  private let judges: RecordJudges
  let place: DecisionPlace
  let files: PreparedFiles
  let log: any Decisions
  let now: Timestamp
  /// A file that ends too early may still grow.
  private let mayGrow: Bool

  /// Records are mapped by workers while later ones are decided. Worth it for long files only.
  var mapsAhead: Bool

  var warnings = false
  var identityChecked = false
  /// What the interchange that this one puts right had open when this one was begun.
  var corrected: Rejection?
  /// Its records that settle nothing by their keys and were not known as they are.
  var newUnderTheirKeys = 0
  var versionsOfRejected: [InterchangeID: [Int: RecordVersion]] = [:]
  /// The file, as far as it has been read.
  private(set) var reader: RecordReader?
  /// Where its records stand among others of their time, where it puts an earlier interchange right.
  var correctedPlace: InterchangeID?
  /// What it is made of, for what its sender wants to hear.
  var census = RecordCensus()

  init(_ job: Job, _ place: DecisionPlace, files: PreparedFiles, log: any Decisions, now: Timestamp, mayGrow: Bool) {
    self.job = job
    interchange = job.interchange
    self.place = place
    self.files = files
    self.log = log
    self.now = now
    self.mayGrow = mayGrow
    mapsAhead = place.catalogue.workers != nil && job.interchange.size >= place.configuration.speed.longFile
    judges = RecordJudges(sender: job.port.system, formats: job.port.formats, catalogue: place.catalogue)
  }

  /// The interchange of the same content that this one repeats, if there is one.
  var repeats: InterchangeID? { interchange.repeats }

  // MARK: - The outcomes

  /// Decides a file that came before: the first answer is given again, and nothing else happens.
  func repeatAnswer(of original: Interchange) throws -> Interchange {
    interchange.envelope = original.envelope
    interchange.verdict = .duplicate
    interchange.level = original.level
    interchange.advice = Advice.none
    interchange.versions = original.versions
    interchange.decidedAt = now
    interchange.summary =
      "This file came before, as \(original.fileName.display) on \(original.receivedAt.day); nothing was done a second time."
    try log.add(
      Issue(.replay, .information, phase: .envelope, value: original.id.text, "A repeat of \(original.id)."),
      record: nil, of: interchange.id)
    try prepareAcknowledgement(telling: original, ordinal: 1)
    try log.conclude(interchange)
    return interchange
  }

  /// Decides a new file record by record.
  ///
  /// - Throws: ``Refusal`` where the file is refused as a whole; then ``refuse(_:)`` says so in an attempt of its own.
  func readAndJudge() throws -> Interchange {
    do {
      return try judgeRecords()
    } catch var refusal as Refusal {
      try recogniseRefused(refusal.envelope)
      refusal.corrects = interchange.corrects
      refusal.recognition = interchange.recognition
      throw refusal
    }
  }

  private func judgeRecords() throws -> Interchange {
    let refusesAll = try acceptsOnlyWholeFiles && hasInvalidRecord()
    let reader = try openReader()
    self.reader = reader
    var totals = Totals()
    try noteCorrected()
    let assembly = DocumentAssembly(
      interchange: interchange.id, controlNumber: { [unowned self] in interchange.envelope.controlNumber ?? "" },
      moment: now, files: files, log: log, place: place,
      works: mapsAhead ? place.catalogue.workers.map(DocumentWorks.init) : nil)
    let context = MappingContext(
      interchange: interchange.id.text, sender: job.port.system.name,
      controlNumber: { [unowned self] in interchange.envelope.controlNumber ?? "" }, documentID: assembly.documentID)
    let filed = FiledDecisions(
      interchange.id, log: log, place: place, files: files, assembly: assembly, now: now)
    let agreement = Agreement(
      place.terms, log: log, interchange: interchange, now: now,
      writer: DraftWriter(place.catalogue, context, mapsAtOnce: !mapsAhead),
      content: place.content, wayBack: place.wayBack?(filed) ?? filed, gates: place.gates)
    var mappingFault = false
    do {
      while let record = try reader.next() {
        try step(at: record)
        try checkIdentity(in: reader)
        agreement.correctedPlace = correctedPlace
        var judgement = try judges.judge(in: reader).judge(record, depth: .whole, context: context)
        if refusesAll { Self.refuseWithFile(&judgement, at: record) }
        let drafts =
          interchange.envelope.isTest
          ? [] : try agreement.rule(&judgement, on: record, from: job.port.system, now: now)
        mappingFault = mappingFault || judgement.issues.contains { $0.code == IssueCode.mappingInvalid.rawValue }
        try assembly.add(drafts, position: record.position)
        totals.count(judgement.verdict)
        try remember(judgement, of: record)
        try settle(judgement, of: record)
        try audit(judgement, of: record, agreement.pending.trail)
        try change(agreement.takeChanges(), &totals)
      }
      try checkEnd(of: reader)
      try checkIdentity(in: reader)
      totals.announced = format(of: reader).announcedCount(in: reader)
      try checkEnvelope(reader, totals)
    } catch {
      // It counts only if everything ahead of it could be mapped.
      if !(error is MappedTooLate) { try assembly.settle() }
      throw error
    }
    try assembly.finish()
    if acceptsOnlyWholeFiles, totals[.rejected] > 0, totals[.rejected] < totals.read {
      // Only deciding and mapping can show what is wrong with one of them.
      throw Refusal(
        issues: [
          Issue(
            .refusedWithFile, phase: .mapping,
            "\(totals[.rejected]) of \(totals.read) records cannot be taken; this flow accepts whole files only.")
        ], envelope: interchange.envelope, announced: totals.announced, level: .validated, advice: .wait)
    }
    conclude(totals, assembly, mappingFault: mappingFault)
    try concludeRejections()
    var ordinal = assembly.count + 1
    if try prepareAcknowledgement(telling: interchange, ordinal: ordinal) { ordinal += 1 }
    try answer(agreement.pending.answers, from: ordinal)
    try log.conclude(interchange)
    return interchange
  }

  /// Records of this file that a later one of it released.
  private func change(_ changes: [Agreement.Change], _ totals: inout Totals) throws {
    for change in changes {
      try log.change(change.verdict, ofRecord: change.position, of: interchange.id)
      totals[.held] -= 1
      totals[change.verdict] += 1
    }
  }

  /// Decides that the file is refused as a whole.
  func refuse(_ refusal: Refusal) throws -> Interchange {
    interchange.envelope = refusal.envelope
    if let corrects = refusal.corrects {
      interchange.corrects = corrects
      interchange.recognition = refusal.recognition
    }
    try noteCorrected()
    interchange.verdict = .rejected
    interchange.level = refusal.level
    interchange.advice = refusal.advice
    interchange.totals = Totals(announced: refusal.announced)
    interchange.versions = versions
    interchange.decidedAt = now
    let issues = refusal.issues.map { $0.masked(by: place.configuration.masked) }
    interchange.summary = "The file is refused as a whole. \(issues.first?.message ?? "")"
    for issue in issues { try log.add(issue, record: nil, of: interchange.id) }
    try concludeRejections()
    try prepareAcknowledgement(telling: interchange, ordinal: 1)
    try log.conclude(interchange)
    return interchange
  }

  // MARK: - Reading

  private func openReader() throws -> RecordReader {
    try job.port.formats.reader(for: job.port.system, source: place.open(job))
  }

  /// The format of the file, as far as it has been read.
  func format(of reader: RecordReader) -> CompiledFormat { job.port.formats.format(of: reader) }

  private var acceptsOnlyWholeFiles: Bool {
    place.configuration.flows(from: job.port.system.name).contains { $0.accept == .wholeFile }
  }

  /// The validating pass of a whole-file flow: is anything wrong anywhere, before anything is written?
  private func hasInvalidRecord() throws -> Bool {
    let reader = try openReader()
    let context = MappingContext(
      interchange: "", sender: "", controlNumber: { "" }, documentID: { _, _ in "" })
    while let record = try reader.next() {
      try step(at: record)
      if try judges.judge(in: reader).judge(record, depth: .whole, context: context).verdict == .rejected {
        return true
      }
    }
    return false
  }

  /// Records between two looks whether to go on.
  private static let recordsOfAStep = 256

  private func step(at record: Record) throws {
    if record.position.isMultiple(of: Self.recordsOfAStep) { try place.step(interchange.id) }
  }

  private static func refuseWithFile(_ judgement: inout Judgement, at record: Record) {
    judgement.canonical = []
    guard judgement.verdict != .rejected else { return }
    judgement.verdict = .rejected
    judgement.issues.append(
      Issue(
        .refusedWithFile, phase: .delivery, at: record.start, path: record.path,
        "This record is right, but another one in the file is not, and this flow accepts whole files only."))
  }

  private func remember(_ judgement: Judgement, of record: Record) throws {
    try log.add(
      RecordOutcome(
        position: record.position, entity: judgement.entity, key: judgement.key, verdict: judgement.verdict,
        start: record.start), of: interchange.id)
    census.count(judgement)
    for issue in judgement.maskedIssues(place.configuration.masked, of: record) {
      // What is held may be released by a later record of the file.
      if issue.severity == .warning, judgement.verdict != .held { warnings = true }
      try log.add(issue, record: record.position, of: interchange.id)
    }
  }

  private func checkEnd(of reader: RecordReader) throws {
    switch reader.end {
    case .complete, nil: return
    case .cutOff(let diagnostic):
      if mayGrow { throw NotYetComplete(issue: Issue(diagnostic)) }
      throw Refusal(
        issues: [Issue(diagnostic)], envelope: format(of: reader).envelope(in: reader), advice: .resend)
    case .refused(let diagnostic):
      throw Refusal(
        issues: reader.diagnostics.map(Issue.init) + [Issue(diagnostic)],
        envelope: format(of: reader).envelope(in: reader))
    }
  }

  // MARK: - Envelope

  /// What the file says of itself must hold, once it has been read to the end.
  private func checkEnvelope(_ reader: RecordReader, _ totals: Totals) throws {
    if reader.diagnostics.contains(where: { $0.severity == .error }) {
      throw Refusal(
        issues: reader.diagnostics.map(Issue.init), envelope: interchange.envelope, announced: totals.announced,
        level: .validated)
    }
    let format = format(of: reader)
    if let wrong = format.countIssue(in: reader, read: totals.read)
      ?? format.lateIssue(in: reader, known: interchange.envelope)
    {
      throw Refusal(
        issues: [wrong], envelope: format.envelope(in: reader), announced: totals.announced, level: .validated)
    }
    for diagnostic in reader.diagnostics {
      try log.add(Issue(diagnostic).masked(by: place.configuration.masked), record: nil, of: interchange.id)
    }
    if interchange.envelope.isTest {
      try log.add(
        Issue(
          .testFile, .information, phase: .envelope, "The file is marked as a test: it was judged, nothing was sent."),
        record: nil, of: interchange.id)
    }
  }
}
