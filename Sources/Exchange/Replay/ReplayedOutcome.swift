import DropFolder

/// What came out of one interchange, as far as two of them are compared.
struct ReplayedOutcome {
  struct Record: Hashable {
    var entity: String
    var key: String?
    var verdict: RecordVerdict
    /// Of what was found, in order.
    var codes: [String]
  }

  struct Written {
    var row: Document
    /// Its number in its outbox; nil where that is not known.
    var number: Int64?
  }

  var verdict: InterchangeVerdict?
  /// Of what was found in the file as a whole, in order.
  var codes: [String] = []
  /// Records that were not simply accepted, by position.
  var records: [Int: Record] = [:]
  /// How many were read; none of a file that was refused as a whole.
  var read = 0
  /// In the order of writing.
  var documents: [Written] = []

  /// No record of it was decided.
  var isRefusedAsAWhole: Bool { verdict == .rejected && read == 0 }
}

extension ReplayedOutcome {
  private static let pageSize = 1000

  /// What a ledger says, right after the decision.
  ///
  /// - Parameter numbers: those that its import documents were given, in the order of writing.
  init(of interchange: Interchange, in ledger: any Ledger, numbers: [Int64]) throws {
    verdict = interchange.verdict
    read = interchange.totals.read
    codes = try ledger.issues(of: interchange.id).map(\.code).sorted()
    var records: [Int: Record] = [:]
    try ledger.forEachRecord(of: interchange.id, exceptions: true) { record, issues, _ in
      records[record.position] = Record(record, issues.map(\.code))
    }
    self.records = records
    var rows: [Document] = []
    for kind in Document.Kind.allCases {
      var last: Document?
      while true {
        let page = try ledger.documents(of: interchange.id, kind: kind, after: last, limit: Self.pageSize)
        rows += page
        guard page.count == Self.pageSize else { break }
        last = page.last
      }
    }
    var rest = numbers[...]
    documents = rows.sorted { $0.ordinal < $1.ordinal }.map { row in
      Written(row: row, number: row.kind == .import ? rest.popFirst() : nil)
    }
  }

  /// What a side file says of what was done then, behind its first line.
  ///
  /// - Parameter interchange: the row in that line.
  init(_ reader: SideFileReader, of interchange: Interchange) throws {
    verdict = interchange.verdict
    read = interchange.totals.read
    while let line = try reader.next() {
      switch line {
      case .interchange: throw SideFileFault("line \(reader.count) names a second interchange")
      case .issue(let issue): codes.append(issue.code)
      case .record(let record):
        records[record.position] = Record(try record.row, (record.issues ?? []).map(\.code))
      case .document(let document):
        let row = try document.row(of: interchange.id, line: reader.count)
        // Documents that a person had sent once more are no outcome of rules.
        if row.resends == nil { documents.append(Written(row: row, number: row.name.leadingNumber)) }
      case .settlement, .attempt, .wait, .audit, .end: break
      }
    }
    codes.sort()
    documents.sort { $0.row.ordinal < $1.row.ordinal }
  }
}

extension ReplayedOutcome.Record {
  init(_ record: RecordOutcome, _ codes: [String]) {
    self.init(entity: record.entity, key: record.key, verdict: record.verdict, codes: codes.sorted())
  }
}

extension FileName {
  /// The number with which the name begins; nil where it begins with none of eight digits or more.
  var leadingNumber: Int64? {
    let digits = display.prefix { $0.isASCII && $0.isWholeNumber }
    return digits.count < 8 ? nil : Int64(digits)
  }
}
