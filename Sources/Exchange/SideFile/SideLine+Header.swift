import DropFolder

extension SideLine {
  /// The first line: the interchange's own row.
  struct Header: Decodable, Equatable {
    /// 3; 2 before it was kept what had been rejected. Files of Kontor 0.1.0 say nothing here, and have fewer keys.
    var version: Int?
    var id: String
    var sender: String
    var file: String
    /// The name's bytes in Base64, where it is not plain text.
    var fileBytes: String?
    var size: Int64
    var sha256: String
    var envelopeSender: String?
    var envelopeReceiver: String?
    var controlNumber: String?
    var created: String?
    var isTest: Bool?
    var verdict: String?
    var level: String?
    var advice: String?
    var summary: String?
    var repeats: String?
    var corrects: String?
    /// By what it was recognised as a correction.
    var recognition: String?
    /// The decision that handed it in.
    var handedIn: Reference?
    /// How often the process ended while it worked on it, and through a fault of its own; left out where it never did.
    var ends: Int?
    var faults: Int?
    var setAside: String?
    /// The system that was believed in an initial load.
    var believed: String?
    var receivedAt: String
    var decidedAt: String?
    var doneAt: String?
    var totals: [String: Int]
    var versions: [[String: String]]
    /// The last number of each outbox when this was written: where a rebuilt ledger goes on counting.
    var sequences: [String: Int64]?
    /// What of it is forgotten; left out where nothing is.
    var pruned: [Pruned]?
    /// What of its files was written over or deleted on request; left out where nothing was.
    var erased: [Erased]?
    /// Positions of records of which something was written over, with commas between them.
    var erasedRecords: String?
  }
}

extension SideLine.Header {
  private static let current = 3

  /// What it settled stands in lines of its own.
  var tellsSettlements: Bool { (version ?? 1) >= 3 }

  init(
    _ interchange: Interchange, sequences: [String: Int64], prunings: [Pruning] = [], erased: [ErasedFile] = [],
    erasedRecords: [Int] = []
  ) {
    var totals = ["read": interchange.totals.read]
    totals["announced"] = interchange.totals.announced
    for verdict in RecordVerdict.allCases { totals[verdict.rawValue] = interchange.totals[verdict] }
    let name = interchange.fileName
    self.init(
      version: Self.current, id: interchange.id.text, sender: interchange.sender, file: name.display,
      fileBytes: SideLine.bytes(of: name), size: interchange.size,
      sha256: interchange.sha256, envelopeSender: interchange.envelope.sender,
      envelopeReceiver: interchange.envelope.receiver, controlNumber: interchange.envelope.controlNumber,
      created: interchange.envelope.created, isTest: interchange.envelope.isTest,
      verdict: interchange.verdict?.rawValue, level: interchange.level?.rawValue, advice: interchange.advice?.rawValue,
      summary: interchange.summary, repeats: interchange.repeats?.text, corrects: interchange.corrects?.text,
      recognition: interchange.recognition?.rawValue, handedIn: interchange.handedIn.map { SideLine.Reference($0) },
      ends: interchange.ends.all == 0 ? nil : interchange.ends.all,
      faults: interchange.ends.byFault == 0 ? nil : interchange.ends.byFault, setAside: interchange.setAside?.rawValue,
      believed: interchange.believed, receivedAt: interchange.receivedAt.description,
      decidedAt: interchange.decidedAt?.description,
      doneAt: interchange.doneAt?.description, totals: totals,
      versions: interchange.versions.map { version in
        ["kind": version.kind.rawValue, "name": version.name, "sha256": version.sha256 ?? ""]
      }, sequences: sequences, pruned: prunings.isEmpty ? nil : prunings.map { SideLine.Pruned($0) },
      erased: erased.isEmpty ? nil : erased.map { SideLine.Erased($0) },
      erasedRecords: erasedRecords.isEmpty ? nil : erasedRecords.map(String.init).joined(separator: ","))
  }

  /// The row that this line repeats. Files of Kontor 0.1.0 lack the advice and the moment it was done.
  ///
  /// - Parameter place: where the file lies.
  func interchange(at place: String) throws(SideFileFault) -> Interchange {
    guard let verdict = verdict.flatMap({ InterchangeVerdict(rawValue: $0) }),
      let level = level.flatMap({ AcknowledgementLevel(rawValue: $0) }), let received = Timestamp(receivedAt),
      let decided = decidedAt.flatMap({ Timestamp($0) })
    else { throw SideFileFault("its first line says no verdict, level or time") }
    var row = Interchange(
      id: InterchangeID(id), sender: sender, fileName: try SideLine.name(file, fileBytes), size: size, sha256: sha256,
      receivedAt: received,
      state: .done)
    row.envelope.sender = envelopeSender
    row.envelope.receiver = envelopeReceiver
    row.envelope.controlNumber = controlNumber
    row.envelope.created = created
    row.envelope.isTest = isTest ?? false
    row.verdict = verdict
    row.level = level
    row.advice = try advice.map { (text) throws(SideFileFault) in try SideLine.word(text) } ?? Advice.none
    row.summary = summary
    row.repeats = repeats.map { InterchangeID($0) }
    row.corrects = corrects.map { InterchangeID($0) }
    row.recognition = try recognition.map { (text) throws(SideFileFault) in try SideLine.word(text) }
    row.handedIn = handedIn?.row
    row.ends = ProcessEnds(all: ends ?? 0, byFault: faults ?? 0)
    row.setAside = try setAside.map { (text) throws(SideFileFault) in try SideLine.word(text) }
    row.believed = believed
    row.decidedAt = decided
    row.doneAt = try doneAt.map { (text) throws(SideFileFault) in try SideLine.moment(text) } ?? decided
    row.place = place
    row.totals = Totals(announced: totals["announced"])
    row.totals.read = totals["read", default: 0]
    for verdict in RecordVerdict.allCases { row.totals[verdict] = totals[verdict.rawValue, default: 0] }
    for version in versions {
      let hash = version["sha256", default: ""]
      row.versions.append(
        Version(
          try SideLine.word(version["kind", default: ""]), name: version["name", default: ""],
          sha256: hash.isEmpty ? nil : hash))
    }
    return row
  }
}
