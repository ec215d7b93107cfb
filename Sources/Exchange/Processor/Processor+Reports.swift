import DropFolder
import XMLEngine

/// What is filed beside an interchange for people: reports on what was rejected, the reject file, copies of its documents.
extension Processor {
  static let textReportSuffix = ".report.txt"
  static let htmlReportSuffix = ".report.html"
  /// Of a reject file until it is filed.
  private static let rejectFileSuffix = ".reject"

  /// Writes reports, and the reject file of one that was accepted in part, into the `incoming` folder of the rejected
  /// files.
  func writeReports(on job: Job, durably: Bool) throws {
    let incoming = try job.port.rejected.use().incoming
    var lines: [Int: Int] = [:]
    if job.interchange.verdict == .partiallyAccepted {
      let rejections = try OpenRejections(of: job.id, in: ledger)
      try write(Self.rejectFileSuffix, of: job, in: incoming, durably: durably) { file in
        lines = try writeRejectFile(of: job.interchange, rejections, from: source(of: job)) { try file.write($0) }
      }
    }
    let report = try report(on: job, lines)
    try write(Self.textReportSuffix, of: job, in: incoming, durably: durably) {
      try $0.write(Array(report.text().utf8))
    }
    try write(Self.htmlReportSuffix, of: job, in: incoming, durably: durably) {
      try $0.write(Array(report.html().utf8))
    }
  }

  /// Files what ``writeReports(on:durably:)`` wrote.
  func fileReports(on job: Job) throws(FolderError) {
    let rejected = try job.port.rejected.use()
    var suffixes = [
      Self.textReportSuffix: Self.textReportSuffix, Self.htmlReportSuffix: Self.htmlReportSuffix,
    ]
    if job.interchange.verdict == .partiallyAccepted { suffixes[Self.rejectFileSuffix] = "" }
    for (written, filed) in suffixes.sorted(by: { $0.key < $1.key }) {
      try rejected.storeSideFile(
        FileName.safe(job.id.text + written), beside: job.filedName.display, suffix: filed, durably: false)
    }
  }

  /// Files the copies of documents beside the interchange, where it made any.
  func fileCopies(of job: Job, beside place: String) throws(FolderError) {
    let archive = try archive.use()
    let name = try DocumentCopies.name(of: job.id)
    guard job.interchange.verdict != .rejected, job.interchange.repeats == nil else {
      // A power cut can bring back what was begun until the file was refused.
      return try archive.incoming.remove(name)
    }
    do {
      try archive.storeSideFile(name, beside: place, suffix: SideFile.copiesSuffix, durably: false)
    } catch let error where error.code == .missing {
      // It made none, or an earlier run has filed them.
      if try archive.incoming.status(of: name) != nil { throw error }
    }
  }

  /// The copy of an interchange, which an earlier run may have filed already.
  private func source(of job: Job) throws -> RecordReader.Source {
    let room = job.interchange.verdict == .rejected ? try job.port.rejected.use() : try archive.use()
    if job.isResumed, let filed = try room.open(job.filedName, on: job.day) { return OpenFile(filed).source }
    return try OpenFile(snapshot(of: job), in: archive.use().incoming).source
  }

  private func report(on job: Job, _ lines: [Int: Int]) throws -> RejectionReport {
    let interchange = job.interchange
    let issues = try ledger.issues(of: job.id)
    var records: [(record: RecordOutcome, issues: [Issue])] = []
    var more = 0
    try ledger.forEachRecord(of: job.id, exceptions: true) { record, issues, _ in
      guard record.verdict == .rejected else { return }
      if records.count < RejectionReport.longestList { records.append((record, issues)) } else { more += 1 }
    }
    let attempts = try Lineage(of: interchange, in: ledger).attempts
    let isPart = interchange.verdict == .partiallyAccepted
    return RejectionReport(
      interchange: interchange, attempts: attempts.prefix { $0.id != job.id }, issues: issues, records: records,
      more: more,
      rejectFile: isPart ? RejectionReport.RejectFileFacts(name: job.filedName.display, lines: lines) : nil,
      filedName: isPart ? nil : job.filedName.display, inbox: job.port.system.inbox?.written,
      excerpts: try Excerpts(
        of: RejectionReport.places(issues, records), from: source(of: job),
        encoding: job.port.system.encoding.flatMap(TextEncoding.init), masked: configuration.masked),
      language: configuration.language, masked: configuration.masked)
  }
}
