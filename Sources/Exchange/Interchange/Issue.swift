package import XMLEngine

/// One thing that is wrong, or worth knowing, as the ledger keeps it and the acknowledgement tells it.
package struct Issue: Hashable, Sendable {
  package enum Severity: String, Hashable, Sendable, CaseIterable {
    case error, warning, information
  }

  /// The step that found it.
  package enum Phase: String, Hashable, Sendable, CaseIterable {
    case intake, parse, schema
    case codeList = "code-list"
    case envelope, mapping, delivery
  }

  package var severity: Severity
  /// A stable code: one of ``Diagnostic/Code`` or ``IssueCode``.
  package var code: String
  package var phase: Phase
  package var position: Position?
  package var path: String?
  package var value: String?
  package var expected: String?
  package var message: String
  /// The value of a record that it is about, as long as its place in the file is not known. Not written down.
  var source: String?

  /// As it was written down before, perhaps by a version of Kontor that had other codes. What is found now has a code of
  /// one of the two enums.
  package init(
    stored code: String, _ severity: Severity, phase: Phase, at position: Position? = nil, path: String? = nil,
    value: String? = nil, expected: String? = nil, _ message: String
  ) {
    self.severity = severity
    self.code = code
    self.phase = phase
    self.position = position
    self.path = path
    self.value = value.map(Diagnostic.cut)
    self.expected = expected
    self.message = message
  }

  package init(
    _ code: IssueCode, _ severity: Severity = .error, phase: Phase, at position: Position? = nil, path: String? = nil,
    value: String? = nil, expected: String? = nil, _ message: String
  ) {
    self.init(
      stored: code.rawValue, severity, phase: phase, at: position, path: path, value: value, expected: expected,
      message)
  }

  package init(_ diagnostic: Diagnostic) {
    self.init(
      stored: diagnostic.code.rawValue, diagnostic.severity == .error ? .error : .warning, phase: diagnostic.code.phase,
      at: diagnostic.position, path: diagnostic.path, value: diagnostic.value, expected: diagnostic.expected,
      diagnostic.message)
  }
}

extension Issue {
  /// The same, where it tells no place, at the beginning of the record that it is about.
  func placed(at record: Record) -> Issue {
    guard position == nil else { return self }
    let isAboutReceiver = [IssueCode.tooLongForReceiver, .characterUnmappable].contains { $0.rawValue == code }
    if isAboutReceiver { return placedAtSource(in: record) }
    var placed = self
    placed.position = record.start
    placed.path = path ?? record.path
    return placed
  }
}

/// The codes of what is found after the schema: agreement, code lists, mapping, delivery. ``CodeCatalogue`` says what
/// each of them means.
package enum IssueCode: String, Hashable, Sendable, CaseIterable {
  case recordCount = "record-count"
  case envelopeLate = "envelope-late"
  case codeUnknown = "code-unknown"
  case codeUntranslatable = "code-untranslatable"
  case duplicateControlNumber = "duplicate-control-number"
  case controlNumberGap = "control-number-gap"
  case controlNumberLower = "control-number-lower"
  case replay
  case keyMissing = "key-missing"
  case stageNotSent = "stage-not-sent"
  case noFlow = "no-flow"
  case nothingInIt = "nothing-in-it"
  case notCanonical = "not-canonical"
  case mappingNote = "mapping-note"
  case mappingFailed = "mapping-failed"
  case mappingInvalid = "mapping-invalid"
  case tooLongForReceiver = "too-long-for-receiver"
  case characterUnmappable = "character-unmappable"
  case refusedWithFile = "refused-with-file"
  case testFile = "test-file"
  case endedTheProgram = "ended-the-program"
  case ledgerLost = "ledger-lost"
  case alias
  case possibleDuplicate = "possible-duplicate"
  case keyOfAnother = "key-of-another"
  case keptOwnerValue = "kept-owner-value"
  case conflict
  case late
  case held
  case deleted
  case dataMissing = "data-missing"
  case numberAwaited = "number-awaited"
  case referenceUnknown = "reference-unknown"
  case referenceCycle = "reference-cycle"
  case documentUnknown = "document-unknown"
  case refusedByReceiver = "refused-by-receiver"
  case discarded
  case decisionUnfit = "decision-unfit"
  case conflictGone = "conflict-gone"
  case holdGone = "hold-gone"
  case nothingToSend = "nothing-to-send"
  case newerSent = "newer-sent"
  case notRejected = "not-rejected"
  case attemptOutdated = "attempt-outdated"
  case fileGone = "file-gone"
  case documentGone = "document-gone"
  case alreadyCorrected = "already-corrected"
  case wrongInbox = "wrong-inbox"
  case deskOnly = "desk-only"

  /// What is said of a record that is held.
  package static let waiting: [IssueCode] = [
    .referenceUnknown, .dataMissing, .numberAwaited, .refusedByReceiver, .possibleDuplicate,
  ]
}

extension Diagnostic.Code {
  /// The step of which a fault of this kind tells.
  package var phase: Issue.Phase {
    switch self {
    case .notXML, .empty, .nulBytes, .limitSize: .intake
    case .cutOff, .encoding, .doctype, .notWellFormed, .limitDepth, .limitAttributes, .limitTag, .limitText,
      .limitRecord, .limitEnvelope, .limitNamespaces, .limitMisplaced:
      .parse
    case .rootUnknown, .elementUnexpected, .elementMissing, .valueInvalid, .attributeMissing, .attributeUnexpected,
      .textUnexpected, .keyDuplicate, .referenceUnresolved, .schemaRule, .moreErrors:
      .schema
    }
  }
}
