import DropFolder
import Exchange

/// An interchange in JSON: the same in every command.
struct InterchangeReport: Encodable {
  var id: String
  var sender: String
  var file: String
  var size: Int64
  var sha256: String
  var receivedAt: String
  var state: String
  var verdict: String?
  var level: String?
  var advice: String?
  var summary: String?
  var controlNumber: String?
  var isTest: Bool
  var repeats: String?
  var corrects: String?
  /// By what that was recognised.
  var recognition: String?
  var waitsUntil: String?
  var decidedAt: String?
  var doneAt: String?
  /// `announced` where the file says it, `read`, and one key for each record verdict.
  var totals: [String: Int]
  /// Where the file lies now.
  var place: String?
  /// Of a file that passed in part: the one with only its bad records.
  var rejectFile: String?
  var report: String?
  var acknowledgement: String?

  init(_ interchange: Interchange, places: Places, acknowledgement: String?, rejection: Rejection? = nil) {
    id = interchange.id.text
    sender = interchange.sender
    file = interchange.fileName.display
    size = interchange.size
    sha256 = interchange.sha256
    receivedAt = interchange.receivedAt.description
    state = interchange.state.rawValue
    verdict = interchange.verdict?.rawValue
    level = interchange.level?.rawValue
    advice = interchange.advice?.rawValue
    summary = interchange.summary
    controlNumber = interchange.envelope.controlNumber
    isTest = interchange.envelope.isTest
    repeats = interchange.repeats?.text
    corrects = interchange.corrects?.text
    recognition = interchange.recognition?.rawValue
    waitsUntil = interchange.waitsUntil?.description
    decidedAt = interchange.decidedAt?.description
    doneAt = interchange.doneAt?.description
    totals = Self.totals(interchange.totals)
    place = places.file(of: interchange, rejection)
    if interchange.verdict == .partiallyAccepted { rejectFile = places.rejectedFile(of: interchange, rejection) }
    report = places.report(on: interchange, rejection)
    self.acknowledgement = acknowledgement
  }

  static func totals(_ totals: Totals) -> [String: Int] {
    var counts = ["read": totals.read]
    counts["announced"] = totals.announced
    for verdict in RecordVerdict.allCases { counts[verdict.rawValue] = totals[verdict] }
    return counts
  }
}
