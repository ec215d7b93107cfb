import Foundation
import Testing

@testable import Exchange

/// What stands in a side file can be read by any program that reads JSON, and means what was written.
@Suite("the lines of a side file")
struct SideLineTests {
  /// Everything that JSON has to escape, and what it may leave alone.
  private static let odd = String(decoding: Array(0...0x7F), as: UTF8.self) + "/ä€😀\u{2028}\u{202E}"

  private static let lines: [SideLine] = [
    .interchange(sparse),
    .interchange(full),
    .issue(issue),
    .issue(SideLine.Issue(severity: "error", code: "c", phase: "parse", message: odd)),
    .record(SideLine.Record(position: 1, entity: "Order", verdict: "held")),
    .record(
      SideLine.Record(
        position: 2, entity: "Order", key: odd, verdict: "rejected", atLine: 3, atColumn: 4, atByte: 5,
        issues: [issue, SideLine.Issue(severity: "error", code: "c", phase: "parse", message: "")])),
    .document(
      SideLine.Document(id: "A-1-1", kind: "import", system: "erp", name: "a.xml", size: 0, sha256: "00")),
    .document(
      SideLine.Document(
        id: "A-1-2", ordinal: 2, kind: "acknowledgement", system: "crm", name: odd, entity: "Order", firstRecord: 1,
        lastRecord: 2, size: .max, sha256: "ff", state: "published", order: .max, resends: "B-1-1")),
    .settlement(SideLine.Settlement(interchange: "A", state: "corrected", at: "now")),
    .settlement(SideLine.Settlement(interchange: "A", position: 1, byPosition: 2, state: odd, at: "now")),
    .attempt(SideLine.Attempt(position: 1, id: "A", sender: "crm", file: odd, receivedAt: "now")),
    .attempt(
      SideLine.Attempt(
        position: 1, id: "A", sender: "crm", file: "a", fileBytes: "/w==", corrects: "B", receivedAt: "now")),
    .audit(SideLine.Audit(position: 1, at: "now", who: odd, action: "edit", subject: "s", outcome: "accepted")),
    .audit(
      SideLine.Audit(
        position: 1, at: "now", who: "w", action: "edit", subject: "s", reason: odd, outcome: "accepted", before: "b",
        after: "a")),
    .end(SideLine.End(lines: 7)),
  ]

  @Test("what is written is read again as it was", arguments: lines)
  func roundTrip(_ line: SideLine) throws {
    let bytes = line.bytes
    #expect(bytes.last == UInt8(ascii: "\n"))
    #expect(bytes.count { $0 == UInt8(ascii: "\n") } == 1)
    #expect(try JSONDecoder().decode(SideLine.self, from: Data(bytes)) == line)
  }

  @Test("keys stand in the order of their bytes, so that equal rows make equal lines", arguments: lines)
  func order(_ line: SideLine) throws {
    let object = try JSONSerialization.jsonObject(with: Data(line.bytes))
    let sorted = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
    #expect(String(decoding: line.bytes.dropLast(), as: UTF8.self) == String(decoding: sorted, as: UTF8.self))
  }

  private static let issue = SideLine.Issue(
    severity: "error", code: "c", phase: "schema", atLine: 1, atColumn: 2, atByte: 3, path: "/a[1]", value: odd,
    expected: "\\", message: "\"")

  private static let sparse = SideLine.Header(
    id: "A", sender: "crm", file: "a.xml", size: 1, sha256: "00", receivedAt: "now", totals: [:], versions: [])

  private static let full = SideLine.Header(
    version: 3, id: "A", sender: "crm", file: odd, fileBytes: "/w==", size: .max, sha256: "00", envelopeSender: "s",
    envelopeReceiver: "r", controlNumber: "1", created: "c", isTest: true, verdict: "accepted", level: "delivered",
    advice: "none", summary: odd, repeats: "B", corrects: "C", recognition: "name",
    handedIn: SideLine.Reference(interchange: "D", position: 9), ends: 1, faults: 2, setAside: "e", believed: "erp",
    receivedAt: "now", decidedAt: "then", doneAt: "later", totals: ["read": 2, "accepted": 1, "announced": -1],
    versions: [["kind": "program", "name": "0.1.0", "sha256": ""], ["name": odd]], sequences: ["erp": 7, "a\"b": .max])
}
