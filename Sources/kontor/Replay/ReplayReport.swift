import DropFolder
import Exchange
import Operations

/// What `replay --json` says, one object a line. `event` says which of the other keys are there.
struct ReplayReport: Encodable {
  struct Turn: Encodable {
    var before: String?
    var after: String?
    var count: Int?
  }

  struct Codes: Encodable {
    var before: [String]
    var after: [String]
  }

  struct Record: Encodable {
    var position: Int
    var entity: String
    var key: String?
    var verdict: Turn
    var codes: Codes
  }

  struct Document: Encodable {
    struct Line: Encodable {
      var kind: String
      var text: String
    }

    /// `changed`, `renamed`, `added` or `removed`.
    var change: String
    /// `import` or `acknowledgement`.
    var kind: String
    var system: String
    var name: Turn
    var sha256: Turn
    /// Left out where one of its contents is not known, or too large to be shown.
    var lines: [Line]?
  }

  struct Count: Encodable {
    var count: Int
    var files: Int
  }

  struct Summary: Encodable {
    var compared: Int
    var differing: Int
    var decidedOnly: Int
    var notDecided: Int
    var drifted: Int?
    var documents: [String: Count]
    var acknowledgements: [String: Count]
    var records: [Turn]
    var recordsExplainedOtherwise: Int
    var files: [Turn]
    var filesExplainedOtherwise: Int
  }

  /// `difference`, `failure` or `summary`.
  var event: String
  var id: String?
  var sender: String?
  var file: String?
  var decidedAt: String?
  var verdict: Turn?
  var codes: Codes?
  var records: [Record]?
  var documents: [Document]?
  var subject: String?
  var message: String?
  var summary: Summary?

  init(_ failure: ReplayTally.Failure) {
    event = "failure"
    subject = failure.subject
    message = failure.message
  }
}

extension ReplayReport {
  init(_ difference: ReplayDifference, _ contents: ReplayContents) throws {
    event = "difference"
    id = difference.interchange.id.text
    sender = difference.interchange.sender
    file = difference.interchange.fileName.display
    decidedAt = difference.interchange.decidedAt?.description
    verdict = difference.verdict.map { Turn(before: $0.before?.rawValue, after: $0.after?.rawValue) }
    codes = difference.codes.map { Codes(before: $0.before ?? [], after: $0.after ?? []) }
    records = difference.records.map { record in
      Record(
        position: record.position, entity: record.entity, key: record.key,
        verdict: Turn(before: record.before.rawValue, after: record.after.rawValue),
        codes: Codes(before: record.codesBefore, after: record.codesAfter))
    }
    documents = try difference.documents.map { change in
      Document(
        change: change.kind.rawValue, kind: change.document?.kind.rawValue ?? "",
        system: change.document?.system ?? "",
        name: Turn(before: change.before?.name.display, after: change.after?.name.display),
        sha256: Turn(before: change.before?.sha256, after: change.after?.sha256),
        lines: try contents.lines(of: change)?.map { Document.Line(kind: $0.kind.rawValue, text: $0.text) })
    }
  }

  init(_ tally: ReplayTally) {
    event = "summary"
    func counts(_ changes: [ReplayDifference.DocumentChange.Kind: ReplayTally.Count]) -> [String: Count] {
      Dictionary(
        uniqueKeysWithValues: changes.map {
          ($0.key.rawValue, Count(count: $0.value.items, files: $0.value.interchanges))
        }
      )
    }
    func turns(_ turns: [ReplayTally.Turn: Int]) -> [Turn] {
      turns.sorted { $0.key < $1.key }.map { Turn(before: $0.key.before, after: $0.key.after, count: $0.value) }
    }
    summary = Summary(
      compared: tally.compared, differing: tally.differing, decidedOnly: tally.decidedOnly,
      notDecided: tally.failures.count, drifted: tally.drifted, documents: counts(tally.documents),
      acknowledgements: counts(tally.acknowledgements), records: turns(tally.records),
      recordsExplainedOtherwise: tally.recordsExplainedOtherwise, files: turns(tally.files),
      filesExplainedOtherwise: tally.filesExplainedOtherwise)
  }
}
