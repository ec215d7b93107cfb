import Foundation
import Testing
import XMLEngine

@Suite("Shipped mappings, compiled and by libxslt")
struct ShippedMappingTests {
  static let mappings: [(path: String, records: Set<String>, folders: [String])] = [
    ("formats/sap-business-one/order.xsl", ["Order"], ["examples"]),
    ("formats/sap-business-one/customer.xsl", ["Customer"], ["examples"]),
    ("examples/foreign-crm/read.xsl", ["Auftrag", "Kunde"], ["examples/foreign-crm"]),
  ]

  static let parameters: [[String: String]] = [
    [:],
    [
      "interchange": "2026-11-28-0001", "sender": "crm", "control-number": "--7--- & <x>", "document": "D-1",
      "customer-group": "100", "unknown": "passed over",
    ],
  ]

  @Test("all of them are compiled", arguments: mappings.map(\.path))
  func compiled(path: String) throws {
    let reason = try Stylesheet(path: repository + "/" + path).interpretedBecause
    #expect(reason == nil, "\(reason.map(\.description) ?? "")")
  }

  @Test("every example record comes out the same, byte for byte", arguments: mappings)
  func records(path: String, records names: Set<String>, folders: [String]) throws {
    let ways = try BothWays(path: repository + "/" + path)
    var made = 0
    for folder in folders {
      for file in try FileManager.default.subpathsOfDirectory(atPath: repository + "/" + folder).sorted()
      where file.hasSuffix(".xml") {
        for record in try XMLEngineTests.records(of: "\(repository)/\(folder)/\(file)", named: names) {
          for parameters in Self.parameters {
            let (direct, plain) = try ways.outcomes(record, parameters: parameters)
            #expect(direct == plain, "\(file): \(String(decoding: record, as: UTF8.self))")
            if case .made = plain { made += 1 }
          }
        }
      }
    }
    #expect(made > 10)
  }
}
