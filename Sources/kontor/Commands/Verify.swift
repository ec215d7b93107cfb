import ArgumentParser
import DropFolder
import Exchange
import LedgerSQLite
import Operations

struct Verify: Action {
  static let configuration = CommandConfiguration(
    abstract: "Prove that ledger and folders agree.",
    discussion: """
      Adds up the records of every interchange, follows the chain of hashes in which each closed one stands, reads every \
      filed file and the side file beside it, and every document that still lies in an outbox. Says what was changed, \
      removed or put in, and what to do. Changes nothing, and can be asked while the service runs.

        kontor verify
        kontor verify --json

      Reads the whole archive, so it takes as long as that. Exits with 0 if all agrees, with 1 if something does not.
      """)

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let configuration = try session.configuration()
    let ledger = try session.ledger(of: configuration, for: .reading)
    var findings: [VerifyReport.Finding] = []
    let verification = Verification(
      configuration, ledger: ledger,
      tell: { finding in
        if shared.json {
          findings.append(VerifyReport.Finding(finding))
        } else {
          session.err.endProgress()
          session.out.line(Self.text(finding, session.out))
        }
      }, progress: { session.err.progress("looking at \($0) …") })
    let tally = try verification.run()
    session.err.endProgress()
    if shared.json {
      try session.out.json(VerifyReport(tally, findings: findings))
    } else {
      for line in Self.summary(tally, session.out) { session.out.line(line) }
    }
    return tally.errors > 0 ? .attention : .done
  }

  private static func text(_ finding: Discrepancy, _ output: Output) -> String {
    let style: Style = finding.severity == .error ? .bad : .note
    return "\(Printable.line(finding.subject)): \(output.styled("\(finding.severity.rawValue):", style)) "
      + "\(Printable.line(finding.message)) [\(finding.code.rawValue)]"
  }

  private static func summary(_ tally: VerificationTally, _ output: Output) -> [String] {
    var lines = [
      "ledger     \(Phrase.count(tally.proof.interchanges, "interchange")) with "
        + Phrase.count(tally.proof.records, "record"),
      "chain      " + (tally.proof.head.map(Phrase.chain(endingWith:)) ?? "empty")
        + (tally.proof.pruned > 0
          ? "; the records of \(tally.proof.pruned) are forgotten, whose hashes are as stated" : "")
        + (tally.proof.erased > 0
          ? "; values of persons were erased from \(tally.proof.erased), whose hashes are as stated" : ""),
      "files      \(tally.files) read, \(tally.filesGone) not here any more"
        + (tally.filesPruned > 0 ? ", \(tally.filesPruned) pruned" : ""),
      "documents  \(tally.documentsInOutbox) in outboxes and \(tally.documentsPrepared) prepared; "
        + "\(tally.documentsTaken) taken by the other side, which cannot be checked",
    ]
    let notes = tally.notes > 0 ? ", \(Phrase.count(tally.notes, "note"))" : ""
    lines.append(
      (tally.errors > 0 ? Phrase.count(tally.errors, "error") : output.styled("ok", .good)) + notes)
    return lines
  }
}

/// What `verify --json` says.
private struct VerifyReport: Encodable {
  struct Finding: Encodable {
    var severity: String
    var code: String
    var subject: String
    var interchange: String?
    var message: String

    init(_ finding: Exchange.Discrepancy) {
      severity = finding.severity.rawValue
      code = finding.code.rawValue
      subject = finding.subject
      interchange = finding.interchange?.text
      message = finding.message
    }
  }

  var errors: Int
  var notes: Int
  var findings: [Finding]
  var interchanges: Int
  var records: Int
  var chain: ChainReport?
  var files: Int
  var filesGone: Int
  var filesPruned: Int
  /// Links whose records are forgotten.
  var linksStated: Int
  var documentsInOutbox: Int
  var documentsPrepared: Int
  var documentsTaken: Int

  init(_ tally: VerificationTally, findings: [Finding]) {
    errors = tally.errors
    notes = tally.notes
    self.findings = findings
    interchanges = tally.proof.interchanges
    records = tally.proof.records
    chain = tally.proof.head.map { ChainReport($0) }
    files = tally.files
    filesGone = tally.filesGone
    filesPruned = tally.filesPruned
    linksStated = tally.proof.pruned
    documentsInOutbox = tally.documentsInOutbox
    documentsPrepared = tally.documentsPrepared
    documentsTaken = tally.documentsTaken
  }
}

/// The last link of the chain in JSON.
struct ChainReport: Encodable {
  var links: Int64
  /// The interchange that is the last link.
  var last: String
  var sha256: String

  init(_ head: Closing) {
    links = head.number
    last = head.interchange.text
    sha256 = head.sha256
  }
}

extension Phrase {
  /// `12 links, the last is 01KAVB0QZ3… with 3af1…`.
  static func chain(endingWith head: Closing) -> String {
    "\(head.number) \(head.number == 1 ? "link" : "links"), the last is \(head.interchange) with \(head.sha256)"
  }
}
