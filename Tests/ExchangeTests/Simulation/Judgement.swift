import Crypto
import DropFolder
import Exchange
import Simulated

extension Story {
  /// Everything that is not as it must be when all is over; empty for a good end.
  func violations(_ workload: Workload) -> [String] {
    interchangeViolations(workload) + documentViolations(workload, of: erp, "erp")
      + documentViolations(workload, of: crm, "crm") + acknowledgementViolations(workload) + archiveViolations(workload)
      + rejectedViolations(workload) + copyViolations(workload) + leftovers(workload)
  }

  private func interchangeViolations(_ workload: Workload) -> [String] {
    var found = ledger.interchanges.filter { $0.state != .done }.map { "\($0.fileName) is still \($0.state.rawValue)" }
    let verdicts = ledger.interchanges.filter { !Workload.isOfTheClock($0) }
      .map { $0.verdict?.rawValue ?? "none" }.sorted()
    if dropped != workload.later.count { found.append("only \(dropped) later groups of files were dropped") }
    if verdicts != workload.verdicts.map(\.rawValue).sorted() { found.append("the verdicts are \(verdicts)") }
    return found
  }

  private func documentViolations(_ workload: Workload, of partner: Partner, _ system: String) -> [String] {
    let wanted = workload.documents[system] ?? []
    let seen = partner.taken.map(\.name.display).filter { !$0.hasSuffix(".ack.xml") }.map { String($0.dropFirst(9)) }
    var found = Set(wanted).subtracting(seen).map { "\(system) never saw \($0)" }
    found += Set(seen).subtracting(wanted).map { "\(system) saw \($0), which is no document" }
    // What is sent again keeps its number, and comes where that says.
    let first = wanted.filter { !$0.contains(".resend-") }.compactMap { seen.firstIndex(of: $0) }
    if first != first.sorted() { found.append("\(system) saw the order ahead of its customer") }
    // A name tells apart what is one offer too many, but not two documents about one customer.
    let documents = ledger.interchanges.flatMap { ledger.documents(of: $0.id, kind: .import) }
      .filter { $0.state != .superseded }
    let decided = documents.filter { $0.system == system }.count
    if decided != wanted.count { found.append("\(decided) documents were decided for \(system)") }
    return found + offerViolations(of: partner, system)
  }

  private func acknowledgementViolations(_ workload: Workload) -> [String] {
    var found: [String] = []
    var all = 0
    for interchange in ledger.interchanges {
      let answers = ledger.documents(of: interchange.id, kind: .acknowledgement)
      let own = answers.filter { $0.name.display.hasSuffix(".\(interchange.id).ack.xml") }
      // Who dropped a decision on the desk waits for it there.
      if own.count != (interchange.sender == System.desk ? 0 : 1) {
        found.append("\(interchange.fileName) has \(own.count) acknowledgements")
      }
      all += answers.count - own.count
    }
    if all != workload.laterAnswers { found.append("there are \(all) later acknowledgements") }
    return found
  }

  /// Each decided document was offered once, whole; twice only where a power cut excuses it. Nothing else was offered.
  private func offerViolations(of partner: Partner, _ system: String) -> [String] {
    var found: [String] = []
    var decided: [FileName: Document] = [:]
    for kind in Document.Kind.allCases {
      for document in ledger.interchanges.flatMap({ ledger.documents(of: $0.id, kind: kind) })
      where document.system == system && document.state != .superseded {
        decided[document.name] = document
      }
    }
    for taken in partner.taken {
      guard let document = decided[taken.name] else {
        found.append("\(taken.name) was offered, and nobody decided it")
        continue
      }
      if document.sha256 != Self.sha256(taken.bytes) { found.append("\(taken.name) was offered torn") }
    }
    let offers = partner.offers
    for (name, document) in decided where offers[name] == nil { found.append("\(name) (\(document.id)) was lost") }
    for (name, count) in offers where count > 1 + excuses[name, default: 0] {
      found.append("\(name) was offered \(count) times")
    }
    return found
  }

  private func archiveViolations(_ workload: Workload) -> [String] {
    var found: [String] = []
    for interchange in ledger.interchanges where interchange.state == .done && !Workload.isOfTheClock(interchange) {
      let isRejected = interchange.verdict == .rejected
      let root = isRejected ? rejectedFolder(of: interchange, workload) : workload.archive
      let path = "\(root)/\(interchange.place ?? "?")"
      let source = interchange.handedIn == nil ? sources : workload.edited
      if disk.bytes(of: path) != source[interchange.fileName] {
        found.append("the source of \(interchange.fileName) is not whole at its place")
      }
      for suffix in isRejected ? [".jsonl", ".report.txt", ".report.html"] : [".jsonl"] {
        let side = disk.bytes(of: path + suffix) ?? []
        if side.isEmpty || side.contains(0) { found.append("\(interchange.fileName) has no \(suffix) beside it") }
      }
    }
    return found
  }

  private func leftovers(_ workload: Workload) -> [String] {
    let left = [workload.inbox, workload.inboxOfERP, workload.desk, workload.acknowledgements, workload.outbox].flatMap
    { folder in
      disk.names(in: folder).filter { $0.bytes.first != UInt8(ascii: ".") }
    }
    let hidden = [
      "\(workload.inbox)/.claimed/main.1", "\(workload.inboxOfERP)/.claimed/main.1",
      "\(workload.desk)/.claimed/main.1", "\(workload.acknowledgements)/.prepared/main.1",
      "\(workload.outbox)/.prepared/main.1", "\(workload.archive)/.incoming",
      "\(workload.rejected)/crm/.incoming",
    ].flatMap { disk.names(in: $0) }
    return (left + hidden).map { "\($0) is left over" }
  }

  /// Whether a document was offered twice, as it may be after some power cuts.
  var hasSecondOffer: Bool {
    (Array(erp.offers.values) + Array(crm.offers.values)).contains { $0 > 1 }
  }

  static func sha256(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
