import DropFolder
import Exchange
import Simulated

/// What lies among the rejected files when all is over, and what is kept to be sent again.
extension Story {
  func rejectedFolder(of interchange: Interchange, _ workload: Workload) -> String {
    let isOpen = ledger.rejections.rejection(of: interchange.id)?.state == .open
    return "\(workload.rejected)/\(interchange.sender)" + (isOpen ? "" : "/closed")
  }

  /// Rejections ended as they should, and each has its files where people look for them.
  func rejectedViolations(_ workload: Workload) -> [String] {
    var found: [String] = []
    let states = ledger.rejections.all.map(\.state.rawValue).sorted()
    if states != workload.rejections.map(\.rawValue).sorted() { found.append("the rejections are \(states)") }
    var wanted: [String: Set<FileName>] = [:]
    for interchange in ledger.interchanges where ledger.rejections.rejection(of: interchange.id) != nil {
      let isPart = interchange.verdict == .partiallyAccepted
      let name = interchange.filedName.display
      for suffix in ["", ".report.txt", ".report.html"] + (isPart ? [] : [".jsonl"]) {
        wanted[rejectedFolder(of: interchange, workload), default: []].insert(FileName.makeSafe(from: name + suffix))
      }
      if isPart { found += rejectFileViolations(interchange, workload) }
    }
    let folder = "\(workload.rejected)/crm"
    if wanted["\(folder)/closed"] != nil { wanted[folder, default: []].insert("closed") }
    for path in [folder, "\(folder)/closed"] {
      let seen = Set(disk.names(in: path).filter { $0.bytes.first != UInt8(ascii: ".") })
      let differing = seen.symmetricDifference(wanted[path] ?? []).map(\.display).sorted()
      if !differing.isEmpty { found.append("\(path) should have, or should not: \(differing)") }
    }
    return found
  }

  /// The reject file is what its correction was made from.
  private func rejectFileViolations(_ interchange: Interchange, _ workload: Workload) -> [String] {
    let path = "\(rejectedFolder(of: interchange, workload))/\(interchange.filedName.display)"
    let text = disk.bytes(of: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let correction = sources[interchange.filedName].map { String(decoding: $0, as: UTF8.self) }
    return text.replacing("XXZ", with: "EUR") == correction ? [] : ["the reject file \(path) is not whole"]
  }

  /// Each document that was made, byte by byte, beside the file that it was made from.
  func copyViolations(_ workload: Workload) -> [String] {
    let calls = SimulatedCalls(SharedDisk(disk), process: SimulatedProcess())
    return ledger.interchanges.flatMap { interchange in
      ledger.documents(of: interchange.id, kind: .import).filter { $0.resends == nil }.compactMap { document in
        do {
          let path = "\(workload.archive)/\(interchange.place ?? "?").documents.tar"
          let parts = path.split(separator: "/").map(String.init)
          let folder = try Folder(path: "/" + parts.dropLast().joined(separator: "/"), calls: calls)
          let copy = try DocumentTar.entry(
            named: "\(document.id).xml", in: folder.open(FileName(parts.last ?? "")))
          return copy.map(Self.sha256) == document.sha256 ? nil : "the copy of \(document.name) is not whole"
        } catch {
          return "the copy of \(document.name) is gone: \(error)"
        }
      }
    }
  }
}
