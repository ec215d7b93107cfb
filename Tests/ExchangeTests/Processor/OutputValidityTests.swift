import Exchange
import Foundation
import Testing

@Suite("What is written meets its own schema, by an independent judge")
struct OutputValidityTests {
  /// What `xmllint --noout --schema` refuses of the files in a folder.
  static func refused(in folder: String, of place: Workplace, by schema: String) throws -> [String] {
    let names = try place.names(in: folder)
    #expect(!names.isEmpty)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["xmllint", "--noout", "--schema", "\(Workplace.repository)/\(schema)"]
      + names.map { "\(place.root)/\(folder)/\($0)" }
    let output = "\(place.root)/xmllint.txt"
    _ = FileManager.default.createFile(atPath: output, contents: nil)
    process.standardError = FileHandle(forWritingAtPath: output)
    try process.run()
    process.waitUntilExit()
    let lines = try place.text("xmllint.txt").split(separator: "\n").map(String.init)
    #expect(lines.count >= names.count)
    return lines.filter { !$0.hasSuffix(" validates") }
  }

  @Test("every acknowledgement and every document that the examples produce", arguments: ["exceptions", "all", "none"])
  func examples(listing: String) throws {
    let place = try Workplace { $0.replacing("records: exceptions }", with: "records: \(listing) }") }
    for folder in ["crm", "unusual", "bad"] {
      for name in try FileManager.default.contentsOfDirectory(atPath: "\(Workplace.repository)/examples/\(folder)")
        .sorted()
      where name.hasSuffix(".xml") {
        try place.drop(example: "\(folder)/\(name)")
      }
      try place.scan()
    }
    #expect(try Self.refused(in: "outbox/crm", of: place, by: "xsd/acknowledgement.xsd") == [])
    #expect(try Self.refused(in: "outbox/erp", of: place, by: "formats/sap-business-one/sap-business-one.xsd") == [])
  }
}
