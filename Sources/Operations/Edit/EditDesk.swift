import DropFolder
package import Exchange
import XMLEngine

/// The editing of a rejected file on a page: what is shown of it, what a version is worth, and who was first. Nothing in it
/// has an effect.
package struct EditDesk {
  package let configuration: Configuration
  package let ledger: any Ledger
  let trial: AttemptTrial
  let pending: PendingAttempts

  /// Issues that are shown; all are counted.
  static let mostIssues = 50
  /// How long somebody waits for a version to be judged.
  static let patience = Duration.seconds(10)

  package init(
    _ configuration: Configuration, _ ledger: any Ledger, _ catalogue: FormatCatalogue, _ pending: PendingAttempts
  ) {
    self.configuration = configuration
    self.ledger = ledger
    self.pending = pending
    trial = AttemptTrial(configuration, ledger, catalogue: catalogue)
  }

  package enum Opening: Sendable {
    case sheet(EditSheet)
    /// Another attempt at the same file is the one to be put right.
    case elsewhere(String)
    /// Nothing of it is to be put right.
    case nothing
    /// There is no such interchange.
    case unknown
  }

  /// What a page shows of what is to be put right.
  ///
  /// - Throws: ``Failure`` where the file is gone.
  package func open(_ id: String) throws -> Opening {
    guard let named = try interchange(id) else { return .unknown }
    let subject = try OpenSubjects(ledger: ledger).replacing(named)
    guard subject.isOpen else { return .nothing }
    guard subject.interchange.id == named.id else { return .elsewhere(subject.interchange.id.text) }
    var sheet = try Opened(subject, self).sheet
    if case .text = sheet.content { sheet.judgement = try judgement(of: try trial.content(of: subject), subject) }
    return .sheet(sheet)
  }

  /// What a version is worth, without any effect.
  package func judge(_ form: EditForm) throws -> EditVerdict {
    let opened: Opened
    switch try build(on: form) {
    case .failure(let conflict): return .conflict(conflict)
    case .success(let found): opened = found
    }
    let version: [UInt8]
    switch opened.bytes(of: form.text) {
    case nil: return .notEditable(opened.sheet)
    case .failure(let unfit): return .unfit(opened.sheet, unfit)
    case .success(let bytes): version = bytes
    }
    if opened.correction.isUnchanged(version) { return .unchanged(opened.sheet) }
    let file = try InputFile(version, name: opened.sheet.file)
    guard let judgement = try judgement(of: file, opened.correction.subject) else { return .tookTooLong(opened.sheet) }
    return .judged(
      opened.sheet,
      JudgedVersion(
        judgement: judgement, changes: try Self.comparison(opened.text, form.text),
        digest: FileDigest(of: version).sha256))
  }

  package enum Preparation: Sendable {
    case ready(Decision, first: InterchangeID, number: Int)
    /// It is to be looked at first, or cannot be handed in.
    case not(EditVerdict)
  }

  /// A version as a decision that hands it in.
  ///
  /// - Parameter digest: of the version that was judged.
  package func prepare(_ form: EditForm, judged digest: String, by person: String, reason: String) throws -> Preparation
  {
    guard case .success(let opened) = try build(on: form), case .success(let version) = opened.bytes(of: form.text),
      FileDigest(of: version).sha256 == digest
    else { return .not(try judge(form)) }
    let lineage = try Lineage(of: opened.correction.subject.interchange, in: ledger)
    return .ready(
      opened.correction.attempt(version, by: person, reason: reason), first: lineage.first.id,
      number: opened.sheet.next)
  }

  // MARK: - What a version is built on

  /// What is to be put right, where it still is what a version was made from.
  private func build(on form: EditForm) throws -> Result<Opened, EditConflict> {
    guard let named = try interchange(form.id) else {
      return .failure(EditConflict(reason: .changed, id: form.id, file: form.id))
    }
    let lineage = try Lineage(of: named, in: ledger)
    if let newer = try NewerAttempt(than: InterchangeID(form.basis), in: lineage, ledger) {
      return .failure(try conflict(.newer(newer), form, named, lineage))
    }
    if let other = pending.attempt(at: lineage.first.id) {
      return .failure(try conflict(.pending(other), form, named, lineage))
    }
    let subject = try OpenSubjects(ledger: ledger).replacing(named)
    guard subject.isOpen else {
      let rejection = try ledger.rejection(of: named.id)
      return .failure(
        try conflict(.closed(rejection?.state ?? .corrected, at: rejection?.closedAt), form, named, lineage))
    }
    let opened = try Opened(subject, self)
    guard subject.interchange.id == named.id, opened.sheet.revision == form.revision else {
      return .failure(try conflict(.changed, form, named, lineage))
    }
    return .success(opened)
  }

  /// Somebody was first. What cannot be compared any more is not.
  package func conflict(_ reason: EditConflict.Reason, _ form: EditForm) throws -> EditConflict {
    guard let named = try interchange(form.id) else {
      return EditConflict(reason: reason, id: form.id, file: form.id)
    }
    return try conflict(reason, form, named, try Lineage(of: named, in: ledger))
  }

  private func conflict(
    _ reason: EditConflict.Reason, _ form: EditForm, _ named: Interchange, _ lineage: Lineage
  ) throws -> EditConflict {
    var conflict = EditConflict(reason: reason, id: named.id.text, file: named.fileName.display)
    conflict.open = try lineage.open(in: ledger)?.id.text
    let before = try text { try RejectedContent(configuration).open(named, ledger.rejection(of: named.id)) }
    conflict.changes = try before.map { try Self.comparison($0, form.text) }
    let theirs: String? =
      switch reason {
      case .pending(let attempt): attempt.text
      case .newer(let newer) where newer.id != named.id:
        try text {
          try RejectedContent(configuration).openWhole(lineage.latest, ledger.rejection(of: lineage.latest.id))
        }
      case .newer, .closed, .changed: nil
      }
    conflict.againstNewer = try theirs.map { try Self.comparison($0, form.text) }
    return conflict
  }

  /// As a page shows it; nil for a file that is gone, or cannot be shown.
  private func text(_ open: () throws -> InputFile) throws -> String? {
    do {
      let file = try open()
      guard file.size <= EditableText.longest else { return nil }
      return HiddenValues(in: try EditableText(file.contents).text, configuration.masked).text
    } catch {
      if error is NotEditable { return nil }
      guard let failure = Failure(error), failure.outcome == .noInput else { throw error }
      return nil
    }
  }

  // MARK: - Parts

  func interchange(_ id: String) throws -> Interchange? {
    guard let id = InterchangeID(written: id), let found = try ledger.interchange(id), found.sender != System.desk
    else { return nil }
    return found
  }

  /// Nil where it takes too long.
  private func judgement(of file: InputFile, _ subject: OpenSubject) throws -> VersionJudgement? {
    do {
      return try trial.trial(for: subject.interchange.sender)
        .judge(file, showing: Self.mostIssues, until: .now + Self.patience)
    } catch is TookTooLong {
      return nil
    }
  }

  private static func comparison(_ before: String, _ after: String) throws -> XMLComparison {
    // As they are shown: whatever they declare, here they are text.
    try XMLComparison(from: Array(before.utf8), to: Array(after.utf8), encoding: .utf8)
  }
}
