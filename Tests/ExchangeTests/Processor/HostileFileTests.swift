import DropFolder
import Exchange
import Foundation
import Glibc
import Testing

@Suite("Whatever is dropped gets its answer")
struct HostileFileTests {
  private func answer(to bytes: [UInt8], as name: String = "a.xml") throws -> (Interchange, String) {
    let place = try Workplace()
    try place.drop(bytes, as: name)
    try place.scan()
    try place.expectNothingInHand()
    #expect(try place.names(in: "outbox/erp").isEmpty)
    let names = try place.names(in: "outbox/crm")
    #expect(names.count == 1)
    return (try place.lastFinished(), try place.text("outbox/crm/\(try #require(names.first))"))
  }

  @Test(
    "files that cannot be used are rejected with their code, acknowledged and kept",
    arguments: [
      ("not-xml.xml", "not-xml"), ("empty.xml", "empty"), ("truncated.xml", "cut-off"), ("nul-filled.xml", "nul-bytes"),
      ("wrong-encoding-label.xml", "encoding"), ("utf-7.xml", "encoding"), ("utf-16-without-bom.xml", "encoding"),
      ("doctype-entities.xml", "doctype"), ("unknown-root.xml", "root-unknown"),
      ("wrong-namespace.xml", "root-unknown"),
      ("no-namespace.xml", "root-unknown"), ("zipped.xml", "not-xml"), ("gzipped.xml", "not-xml"),
      ("not-well-formed.xml", "not-well-formed"), ("wrong-count.xml", "record-count"),
      ("unescaped-ampersand.xml", "not-well-formed"), ("cut-off-in-a-character.xml", "cut-off"),
    ])
  func refusedAsAWhole(file: String, code: String) throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(Workplace.repository)/examples/bad/\(file)"))
    let (interchange, acknowledgement) = try answer(to: Array(bytes))
    #expect(interchange.verdict == .rejected)
    #expect(acknowledgement.contains("code=\"\(code)\""), "\(acknowledgement)")
  }

  @Test(
    "markup that would cost too much is refused before it costs",
    arguments: [
      ("attributes", "limit-attributes"), ("levels", "limit-depth"), ("text", "limit-text"), ("tag", "limit-tag"),
    ])
  func costly(kind: String, code: String) throws {
    let content =
      switch kind {
      case "attributes": "<Header " + (0..<200_000).map { "a\($0)='1'" }.joined(separator: " ") + "/>"
      case "levels": String(repeating: "<a>", count: 100_000) + String(repeating: "</a>", count: 100_000)
      case "text": "<Header>" + String(repeating: "x", count: 11_000_000) + "</Header>"
      default: "<Header a='" + String(repeating: "x", count: 2 << 20) + "'/>"
      }
    let text = "<Exchange xmlns=\"urn:kontor:exchange:1\">\(content)</Exchange>"
    let (interchange, acknowledgement) = try answer(to: Array(text.utf8))
    #expect(interchange.verdict == .rejected)
    #expect(acknowledgement.contains("code=\"\(code)\""))
  }

  @Test(
    "good files in every accepted encoding pass",
    arguments: [
      "utf-16.xml", "iso-8859-1.xml", "windows-1252.xml", "utf-8-bom.xml", "minified.xml", "namespace-prefix.xml",
      "comments-and-cdata.xml",
    ])
  func unusual(file: String) throws {
    let place = try Workplace()
    try place.drop(example: "unusual/\(file)")
    try place.scan()
    let interchange = try place.lastFinished()
    #expect(interchange.totals[.rejected] == 0 && interchange.totals.read > 0)
    #expect(interchange.verdict != .rejected)
  }

  @Test(
    "a hostile name travels through ledger, acknowledgement and report without effect",
    arguments: [
      "line\nbreak.xml", "%2e%2e%2f%2e%2e%2fetc%2fpasswd.xml", "<b>bold&amp;.xml", "=cmd|' -C calc'!A0.xml",
      "a\u{202E}lmx.xml",
      "\u{1B}[31mred.xml", "-rf.xml", "a b'c\"d.xml", String(repeating: "x", count: 250) + ".xml",
    ])
  func names(name: String) throws {
    let place = try Workplace()
    try place.drop(SampleExchange(announced: 5).text, as: name)
    try place.scan()
    let interchange = try place.lastFinished()
    #expect(interchange.verdict == .rejected)
    let shown = interchange.fileName.display
    #expect(!shown.unicodeScalars.contains { $0.properties.generalCategory == .control || $0 == "\u{202E}" })
    for file in try place.names(in: "outbox/crm") + place.names(in: "rejected/crm") {
      #expect(file.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }, "\(file)")
    }
    #expect(try place.names(in: "rejected/crm").count == 4)
    let fromLedger = try place.withLedger { try $0.interchange(interchange.id) }
    #expect(fromLedger?.fileName.bytes.starts(with: Array(name.utf8).prefix(200)) == true)
    try place.expectNothingInHand()
  }

  @Test("what is no regular file stays where it is, is told once, and holds nothing up")
  func noFiles() throws {
    let place = try Workplace()
    let inbox = "\(place.root)/inbox/crm"
    try FileManager.default.createDirectory(atPath: "\(inbox)/folder.xml", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: "\(inbox)/link.xml", withDestinationPath: "/etc/passwd")
    #expect(mkfifo("\(inbox)/pipe.xml", 0o600) == 0)
    try place.drop("a,b", as: "notes.txt")
    try place.drop(SampleExchange().text, as: "good.xml")
    let tally = try place.scan()
    #expect(tally.byVerdict == [.accepted: 1])
    #expect(tally.passedOver == 4)
    #expect(try place.names(in: "inbox/crm") == ["folder.xml", "link.xml", "notes.txt", "pipe.xml"])
    #expect(try place.scan().passedOver == 0)
    let reasons = try place.withLedger { try $0.passedOver() }
    #expect(reasons.count == 4 && reasons.allSatisfy { !$0.reason.isEmpty })
  }
}
