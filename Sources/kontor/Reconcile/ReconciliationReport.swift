import Exchange
import Operations

/// What `reconcile --json` says.
struct ReconciliationReport: Encodable {
  struct Side: Encodable {
    var system: String
    var records: Int
    /// Records of other kinds, which were passed over.
    var otherRecords: Int
    var deleted: Int
    var problems: [IssueReport]

    init(_ export: FullExport) {
      system = export.system.name
      records = export.records.count
      otherRecords = export.others
      deleted = export.deleted
      problems = export.problems.map(IssueReport.init)
    }
  }

  struct Difference: Encodable {
    var crmKey: String?
    var erpKey: String?
    var field: String
    /// Left out where a side says nothing; empty where it says that there is none.
    var crm: String?
    var erp: String?
    /// A system, or `shared`.
    var owner: String
    var rule: String
    /// `send`, `decide` or `by-hand`.
    var remedy: String
    /// The system that is to be corrected.
    var sendTo: String?
    var right: String?
    var reason: String?

    init(_ drift: Drift) {
      crmKey = drift.crmKey
      erpKey = drift.erpKey
      field = drift.field.text
      crm = drift.crm
      erp = drift.erp
      owner = drift.owner.word
      rule = drift.rule
      right = drift.right
      switch drift.remedy {
      case .send(let system): (remedy, sendTo) = ("send", system)
      case .decide(let why): (remedy, reason) = ("decide", why)
      case .byHand(let why): (remedy, reason) = ("by-hand", why)
      }
    }
  }

  struct Lone: Encodable {
    var system: String
    var key: String
    var line: Int
    var stage: String?
    var known: Bool
    /// By agreement it is not sent to the other side.
    var stays: Bool
  }

  struct Sent: Encodable {
    var documents: [String: Int]
    var refusals: [String]
  }

  var crm: Side
  var erp: Side
  /// By `key`, `ledger` and `identifier`.
  var pairs: [String: Int]
  var equal: Int
  var differences: [Difference]
  var onlyOneSide: [Lone]
  var sent: Sent?

  init(_ result: Reconciliation, _ exports: ExportPair, _ sent: Corrections.Sent?) {
    crm = Side(exports.crm)
    erp = Side(exports.erp)
    pairs = ["key": result.pairs.byKey, "ledger": result.pairs.byLedger, "identifier": result.pairs.byIdentifier]
    equal = result.equal
    differences = result.drifts.map(Difference.init)
    onlyOneSide = result.lone.map {
      Lone(
        system: $0.system, key: $0.key, line: $0.line, stage: $0.stage?.rawValue, known: $0.isKnown, stays: $0.stays)
    }
    self.sent = sent.map { Sent(documents: $0.documents, refusals: $0.refusals) }
  }
}
