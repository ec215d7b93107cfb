import Foundation
import Testing

@testable import XMLEngine

/// A format with long files in it, for reading them in both ways.
struct BatchFormat: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var schema: @Sendable () throws -> String
  var layout: RecordLayout
  /// Long valid files.
  var originals: @Sendable () throws -> [String]
  /// What the envelope says ahead of all records.
  var ahead: [String]

  static let all = [exchange, foreign, containers, flat, traps, shallowTraps]

  static let exchange = BatchFormat(
    testDescription: "the exchange", schema: { EquivalenceTests.schemaPath }, layout: exchangeFormatLayout,
    originals: {
      try (EquivalenceTests.files(in: "crm") + EquivalenceTests.files(in: "erp")).map { path in
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return repeating(from: "</Header>", to: "<Trailer", in: text, upTo: 20_000)
      }
    }, ahead: ["Header/ControlNumber", "Header/Sender"])

  static let foreign = BatchFormat(
    testDescription: "the export of a foreign CRM",
    schema: { repository + "/examples/foreign-crm/kundenexport.xsd" },
    layout: RecordLayout(
      root: "KundenExport", records: [["Kunden", "Kunde"]: "Customer", ["Auftraege", "Auftrag"]: "Order"],
      envelope: ["Kopf"]),
    originals: {
      let path = repository + "/examples/foreign-crm/kundenexport-0815.xml"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let customers = repeating(from: "<Kunden>", to: "</Kunden>", in: text, upTo: 8000)
      return [repeating(from: "<Auftraege>", to: "</Auftraege>", in: customers, upTo: 8000)]
    }, ahead: ["@erstellt", "Kopf/LaufNr"])

  static let containers = BatchFormat(
    testDescription: "containers in sequence", schema: { try temporaryFile("k.xsd", Array(kundenSchema.utf8)) },
    layout: containerLayout,
    originals: {
      let customers = (1...120).map { "<Kunde>\n<Nr>\($0)</Nr></Kunde>" }.joined(separator: "\n")
      let orders = (1...200).map { "<Auftrag>\($0)</Auftrag>" }.joined(separator: "\n")
      return [
        """
        <Export>
        <Kopf>7</Kopf>
        <Lauf>1</Lauf>
        <Kunden anzahl="120">
        <Info>i</Info>
        \(customers)
        </Kunden>
        <Zwischen/>
        <Auftraege>\(orders)</Auftraege>
        <Ende/>
        </Export>
        """
      ]
    }, ahead: ["Kopf", "Kunden/@anzahl"])

  static let flat = BatchFormat(
    testDescription: "records between required elements",
    schema: { try temporaryFile("r.xsd", Array(flatSchema.utf8)) }, layout: flatLayout,
    originals: {
      let records = (1...200).map { "<Kunde>\($0)</Kunde>" }.joined(separator: "\n")
      return ["<R>\n<Kopf>1</Kopf>\n<Kopf>2</Kopf>\n<Info/>\n\(records)\n<Ende>e</Ende>\n</R>\n"]
    }, ahead: ["Kopf"])

  /// The text with what stands between two marks repeated until that is `size` bytes long.
  static func repeating(from start: String, to end: String, in text: String, upTo size: Int) -> String {
    guard let first = text.range(of: start), let last = text.range(of: end), first.upperBound < last.lowerBound else {
      return text
    }
    let records = String(text[first.upperBound..<last.lowerBound])
    let count = max(1, size / max(1, records.utf8.count))
    return text[..<first.upperBound] + String(repeating: records, count: count) + text[last.lowerBound...]
  }
}

/// That of the shipped configuration, with a root: only then is it certain what the schema says of the records.
private let exchangeFormatLayout: RecordLayout = {
  var layout = EquivalenceTests.layout
  layout.root = "{urn:kontor:exchange:1}Exchange"
  return layout
}()

private let containerLayout: RecordLayout = {
  var layout = kundenLayout
  layout.envelope.insert("Kunden")
  return layout
}()
