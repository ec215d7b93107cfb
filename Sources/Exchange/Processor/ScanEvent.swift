package import DropFolder

/// What happens during a scan, told as it happens.
package enum ScanEvent {
  /// An interchange has been answered and filed.
  case finished(Interchange)
  /// A file ends too early; it waits for the rest until a moment.
  case waiting(Interchange, until: Timestamp)
  /// A name that will never be taken, seen for the first time.
  case passedOver(system: String, name: FileName, reason: String)
  /// Something could not be done now and will be tried again.
  case putOff(ScanProblem)
  /// Files that have not settled yet.
  case settling(system: String, count: Int)
  /// Something has become of an operational incident.
  case incident(IncidentBook.News)
  /// So many more incidents, which are not told one by one.
  case moreIncidents(Int)
}

/// A fault that is not the file's: the work stays where it is and is tried again.
package struct ScanProblem: Hashable, Sendable, CustomStringConvertible {
  /// A system, a file or a folder, fit for display.
  package var subject: String
  /// What is wrong and what to do about it.
  package var message: String
  /// The fault of a folder that is behind it.
  var fault: FolderError?
  /// The interchange whose way it holds up; nil where it is about no single one.
  package var interchange: InterchangeID?

  package var description: String { "\(subject): \(message)" }
}

/// What a scan came to.
package struct ScanTally: Hashable, Sendable {
  package var byVerdict: [InterchangeVerdict: Int] = [:]
  package var totals = Totals()
  package var documents = 0
  package var waiting = 0
  package var settling = 0
  package var problems = 0
  package var passedOver = 0

  package var interchanges: Int { byVerdict.values.reduce(0, +) }

  /// Something was rejected or could not be done.
  package var needsAttention: Bool {
    problems > 0 || waiting > 0 || byVerdict[.rejected, default: 0] > 0
      || byVerdict[.partiallyAccepted, default: 0] > 0 || byVerdict[.held, default: 0] > 0
  }

  mutating func add(_ interchange: Interchange) {
    if let verdict = interchange.verdict { byVerdict[verdict, default: 0] += 1 }
    guard interchange.repeats == nil else { return }
    totals.read += interchange.totals.read
    for verdict in RecordVerdict.allCases { totals[verdict] += interchange.totals[verdict] }
  }
}
