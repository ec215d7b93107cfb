import DropFolder
import Exchange
import Simulated

/// A file that is made from what came of those before it.
struct LaterFile {
  enum Place {
    case inbox
    case desk
  }

  let place: Place
  let make: (SimulatedDisk, LedgerState) throws -> (name: FileName, bytes: [UInt8])
}

extension Workload {
  /// A file with one bad record and two that are refused as a whole. The reject file of the first comes back put right,
  /// a person hands in an edited version of the second; then they have the documents of the first sent again, and
  /// discard the third.
  static func corrections() throws -> Workload {
    let half = RejectedSite.text(1, [("A-1", "EUR"), ("A-2", "XXZ")])
    let edited = Array(SampleExchange(controlNumber: "2", orders: ["B-1"]).text.utf8)
    return try Workload(
      [
        "a.xml": half, "b.xml": SampleExchange(controlNumber: "2", orders: ["B-1"], announced: 7).text,
        "c.xml": SampleExchange(controlNumber: "3", orders: ["C-1"], announced: 9).text,
      ],
      documents: [
        "erp": [
          "Customer-K-1.xml", "Order-A-1.xml", "Order-B-1.xml", "Order-A-2.xml", "Customer-K-1.resend-1.xml",
          "Order-A-1.resend-1.xml",
        ]
      ],
      verdicts: [.partiallyAccepted, .rejected, .rejected, .accepted, .accepted, .accepted, .accepted],
      laterAnswers: 1,
      later: [
        [
          LaterFile(place: .desk) { _, ledger in
            var decision = Decision(.reprocess, .interchange(try interchange("b.xml", in: ledger).id))
            decision.content = edited
            decision.basis = try interchange("b.xml", in: ledger).id
            return (name: "edit.xml", bytes: [decision].interchange("11", at: Story.moment))
          },
          LaterFile(place: .inbox) { disk, ledger in
            let name = try interchange("a.xml", in: ledger).filedName
            let text = try text(of: name, on: disk)
            return (name: name, bytes: Array(text.replacing("XXZ", with: "EUR").utf8))
          },
        ],
        [
          LaterFile(place: .desk) { _, ledger in
            let resend = Decision(.resend, .interchange(try interchange("a.xml", in: ledger).id))
            var discard = Decision(.discard, .interchange(try interchange("c.xml", in: ledger).id))
            discard.reason = "ordered by telephone"
            return (name: "more.xml", bytes: [resend, discard].interchange("12", at: Story.moment))
          }
        ],
      ],
      edited: ["b.xml": edited], rejections: [.corrected, .corrected, .discarded])
  }

  private struct Missing: Error {
    let name: FileName
  }

  private static func interchange(_ name: FileName, in ledger: LedgerState) throws -> Interchange {
    guard let found = ledger.interchanges.first(where: { $0.fileName == name }) else { throw Missing(name: name) }
    return found
  }

  /// The reject file, as a clerk finds it.
  private static func text(of name: FileName, on disk: SimulatedDisk) throws -> String {
    let folder = try Configuration.read(from: "\(Workplace.repository)/kontor.yaml").rejected.absolute
    guard let bytes = disk.bytes(of: "\(folder)/crm/\(name.display)") else { throw Missing(name: name) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
