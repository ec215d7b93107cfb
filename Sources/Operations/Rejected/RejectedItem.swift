import DropFolder
package import Exchange
import XMLEngine

/// One file that is to be put right, as a page shows it.
package struct RejectedItem: Sendable {
  package let interchange: Interchange
  package let rejection: Rejection
  /// Its name, fit for display.
  package let file: String
  /// Where what is to be put right lies, and the report on it, as people name folders.
  package let place: String?
  package let report: String?
  /// What is wrong, kind by kind, what has to be put right first.
  package let problems: [ReportProblem]
  /// The issues of all of them that have a place, in the order of the file.
  package let issues: [Issue]
  /// Rejected records that are not among them.
  package let left: Int
  /// All attempts, with those that came before.
  package let attempts: Int
  package let number: Int
  package let pending: PendingAttempt?
  /// Some values are shown to nobody, so the file is not given away as it is.
  package let isMasked: Bool

  package var id: String { interchange.id.text }
  package var isRejectFile: Bool { interchange.verdict == .partiallyAccepted }

  /// Records of which the issues are shown.
  static let mostRecords = 200
}

/// What an address of a rejected file leads to.
package enum RejectedSubject: Sendable {
  case item(RejectedItem)
  /// Another attempt at the same file is the one to be put right.
  case elsewhere(String)
  /// Nothing of it is to be put right.
  case nothing
  /// There is no such interchange.
  case unknown
}

extension Reading {
  package func rejectedItem(_ id: String, _ pending: PendingAttempts) throws -> RejectedSubject {
    guard let written = InterchangeID(written: id), let named = try ledger.interchange(written),
      named.sender != System.desk
    else { return .unknown }
    let subject = try OpenSubjects(ledger: ledger).replacing(named)
    guard subject.isOpen, let rejection = subject.rejection else { return .nothing }
    let interchange = subject.interchange
    guard interchange.id == named.id else { return .elsewhere(interchange.id.text) }
    let lineage = try Lineage(of: interchange, in: ledger)
    let (records, left) = try openRecords(of: interchange.id)
    let issues = try ledger.issues(of: interchange.id)
    let places = Places(configuration: configuration)
    return .item(
      RejectedItem(
        interchange: interchange, rejection: rejection, file: interchange.fileName.display,
        place: places.rejectedFile(of: interchange, rejection), report: places.report(on: interchange, rejection),
        problems: ReportProblem.all(issues, records),
        issues: (issues + records.flatMap(\.issues)).filter { $0.line != nil }
          .sorted { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) },
        left: left, attempts: lineage.attempts.count, number: lineage.number(of: interchange.id) ?? 1,
        pending: pending.attempt(at: lineage.first.id), isMasked: !configuration.masked.isEmpty))
  }

  /// The first of the records that are still to be put right, and how many more there are.
  private func openRecords(
    of id: InterchangeID
  ) throws -> (records: [(record: RecordOutcome, issues: [Issue])], left: Int) {
    let open = try CauseReader(ledger: ledger).openPositions(of: id)
    var records: [(record: RecordOutcome, issues: [Issue])] = []
    struct Enough: Error {}
    do {
      try ledger.forEachRecord(of: id, exceptions: true) { record, issues, _ in
        guard record.verdict == .rejected, open.isEmpty || open.contains(record.position) else { return }
        records.append((record, issues))
        if records.count >= RejectedItem.mostRecords { throw Enough() }
      }
    } catch is Enough {}
    return (records, max(0, open.count - records.count))
  }
}

/// The file as it came, as far as a page shows it.
package struct RejectedSource: Sendable {
  package let first: Int
  package let listing: SourceListing

  /// Lines on one page.
  package static let length = 400
}

extension Reading {
  /// Some lines of the file as it came, with the places of its issues; nil where it is gone.
  ///
  /// - Parameter first: the line to begin with; nil begins so that the first problem is among them.
  package func source(of item: RejectedItem, from first: Int?) throws -> RejectedSource? {
    let near = item.problems.first?.first.line ?? 1
    let first = max(1, first ?? (near <= RejectedSource.length - 20 ? 1 : near - 20))
    let system = configuration.system(named: item.interchange.sender)
    do {
      let file = try RejectedContent(configuration).openWhole(item.interchange, item.rejection)
      return RejectedSource(
        first: first,
        listing: try SourceListing(
          of: first...(first + RejectedSource.length - 1), places: item.issues.compactMap(\.position),
          from: file.source(), encoding: system?.encoding.flatMap(TextEncoding.init), masked: configuration.masked))
    } catch {
      guard let failure = Failure(error), failure.outcome == .noInput else { throw error }
      return nil
    }
  }

  /// What is to be put right as it lies there, to be saved; nil where it is gone.
  package func content(of item: RejectedItem) throws -> (name: String, bytes: [UInt8])? {
    do {
      let file = try RejectedContent(configuration).open(item.interchange, item.rejection)
      guard file.size <= FileCorrection.largest else { return nil }
      return (item.place?.split(separator: "/").last.map(String.init) ?? item.file, file.contents)
    } catch {
      guard let failure = Failure(error), failure.outcome == .noInput else { throw error }
      return nil
    }
  }
}
