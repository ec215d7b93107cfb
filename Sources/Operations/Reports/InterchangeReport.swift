import DropFolder
package import Exchange

/// An interchange in JSON: the same in every command.
package struct InterchangeReport: Encodable, Sendable {
  package var id: String
  package var sender: String
  package var file: String
  package var size: Int64
  package var sha256: String
  package var receivedAt: Moment
  package var state: String
  package var verdict: String?
  package var level: String?
  package var advice: String?
  package var summary: String?
  package var controlNumber: String?
  package var isTest: Bool
  package var repeats: String?
  package var corrects: String?
  /// By what that was recognised.
  package var recognition: String?
  package var waitsUntil: Moment?
  package var decidedAt: Moment?
  package var doneAt: Moment?
  /// `announced` where the file says it, `read`, and one key for each record verdict.
  package var totals: [String: Int]
  /// Where the file lies now.
  package var place: String?
  /// Of a file that passed in part: the one with only its bad records.
  package var rejectFile: String?
  package var report: String?
  package var acknowledgement: String?

  package init(_ interchange: Interchange, places: Places, acknowledgement: String?, rejection: Rejection? = nil) {
    id = interchange.id.text
    sender = interchange.sender
    file = interchange.fileName.display
    size = interchange.size
    sha256 = interchange.sha256
    receivedAt = interchange.receivedAt.moment
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
    waitsUntil = interchange.waitsUntil?.moment
    decidedAt = interchange.decidedAt?.moment
    doneAt = interchange.doneAt?.moment
    totals = Self.totals(interchange.totals)
    place = places.file(of: interchange, rejection)
    if interchange.verdict == .partiallyAccepted { rejectFile = places.rejectedFile(of: interchange, rejection) }
    report = places.report(on: interchange, rejection)
    self.acknowledgement = acknowledgement
  }

  package static func totals(_ totals: Totals) -> [String: Int] {
    var counts = ["read": totals.read]
    counts["announced"] = totals.announced
    for verdict in RecordVerdict.allCases { counts[verdict.rawValue] = totals[verdict] }
    return counts
  }
}
