import DropFolder
import Exchange

/// What a command that decides something says with `--json`.
struct DeskReport: Encodable {
  struct One: Encodable {
    var subject: String
    var action: String
    var verdict: String
    var issues: [String]
    /// The further attempt that the decision handed in.
    var attempt: InterchangeReport?
    /// The documents of that attempt.
    var documents: [String]?
  }

  var decisions: [One]
  /// Documents that came of the decisions themselves.
  var documents: [String]

  init(_ result: DeskWork.Result, _ decisions: [Decision]) {
    self.decisions = zip(result.answers, decisions).map { answer, decision in
      One(
        subject: decision.subject.words, action: decision.action.rawValue, verdict: answer.record.verdict.rawValue,
        issues: answer.issues.map(\.message))
    }
    documents = result.documents.map(Self.name)
  }

  /// The same with what became of each attempt.
  init(_ result: DeskWork.Result, _ decisions: [Decision], places: Places, in ledger: any Ledger) throws {
    self.init(result, decisions)
    for (place, attempt) in result.attempts where self.decisions.indices.contains(place) {
      self.decisions[place].attempt = InterchangeReport(
        attempt, places: places, acknowledgement: try places.acknowledgement(of: attempt, in: ledger))
      self.decisions[place].documents = try ledger.importDocuments(of: attempt.id).map(Self.name)
    }
  }

  private static func name(_ document: Document) -> String { "\(document.system)/\(document.name.display)" }
}

extension Ledger {
  /// All import documents of an interchange, in the order of publication.
  func importDocuments(of id: InterchangeID) throws(LedgerError) -> [Document] {
    var all: [Document] = []
    while case let page = try documents(of: id, kind: .import, after: all.last, limit: 1000), !page.isEmpty {
      all += page
    }
    return all
  }
}
