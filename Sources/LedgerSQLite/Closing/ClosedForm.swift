/// Of which rows, and which of their columns, the hash of a link is made. A form that was released is never changed.
enum ClosedForm: Int64 {
  /// Until it was kept what had been rejected.
  case first = 1
  /// Until documents could wait.
  case second = 2
  case third = 3

  /// The first of the hashed bytes.
  var word: String { "kontor-closing-\(rawValue)" }

  /// Tables in their order, each with a statement that takes the id of the interchange.
  var sections: [(table: String, sql: String)] {
    switch self {
    case .first: Self.firstSections
    case .second: Self.secondSections
    case .third: Self.thirdSections
    }
  }

  private static let firstSections = [
    ("interchange", interchange("")), ("record", records), ("issue", issues), ("document", documents("")),
  ]

  private static let secondSections = [
    ("interchange", laterInterchange), ("incident", rejection), ("record", records), ("issue", issues),
    ("document", documents(", resends")), ("settlement", settlements), ("audit", audit),
  ]

  private static let thirdSections: [(table: String, sql: String)] = [
    ("interchange", laterInterchange), ("rejection", rejection), ("record", records), ("issue", issues),
    ("document", documents(state: unwaitedState, ", resends, flow")), ("waiting", endedWaits),
    ("settlement", settlements), ("audit", audit),
  ]

  private static let laterInterchange = interchange(", believed, recognition, handedInterchange, handedPosition")

  /// The state of a document as far as that does not change any more: not of one that waited, and one that was taken back
  /// was published when its link was made.
  private static let unwaitedState =
    "CASE WHEN flow IS NULL THEN CASE state WHEN 'superseded' THEN 'published' ELSE state END END"

  /// Of what the hash of an interchange is made whose records are forgotten: of what is left of it.
  static let remains = thirdSections.filter { $0.table != "issue" }

  /// Of what the hash of an interchange is made out of whose rows the values of a person were taken.
  static let rest = thirdSections

  /// What the interchange released or superseded.
  private static let endedWaits = "SELECT document FROM waiting WHERE endedBy = ? ORDER BY place"

  private static func interchange(_ more: String) -> String {
    """
    SELECT id, sender, fileName, size, sha256, receivedAt, state, envelopeSender, envelopeReceiver, controlNumber,
    created, isTest, verdict, level, advice, summary, announced, read, accepted, unchanged, held, rejected, duplicate,
    superseded, ignored, repeats, corrects, versions, decidedAt, doneAt, place, ends, faults, setAside\(more)
    FROM interchange WHERE id = ?
    """
  }

  /// What of a rejection does not change any more; the rest follows from its settlements. The word `incident` in the hashed
  /// bytes is what it was called when the form was made.
  private static let rejection = "SELECT since, count FROM rejection WHERE interchange = ?"

  private static let records = """
    SELECT position, entity, key, verdict, startLine, startColumn, startByte
    FROM record WHERE interchange = ? ORDER BY position
    """

  private static let issues = """
    SELECT record, severity, code, phase, atLine, atColumn, atByte, path, value, expected, message
    FROM issue WHERE interchange = ? ORDER BY record, number
    """

  private static func documents(state: String = "state", _ more: String) -> String {
    """
    SELECT id, ordinal, kind, system, name, entity, firstRecord, lastRecord, size, sha256, \(state),
    publicationOrder\(more)
    FROM document WHERE interchange = ? ORDER BY ordinal
    """
  }

  /// What the interchange settled, not what of it was settled: that comes later.
  private static let settlements = """
    SELECT interchange, position, byPosition, state, at
    FROM settlement INDEXED BY settlementBy WHERE byInterchange = ? ORDER BY number
    """

  private static let audit = """
    SELECT at, who, action, subject, reason, outcome, before, after, position
    FROM audit INDEXED BY auditBySource WHERE interchange = ? ORDER BY number
    """
}
