import Exchange
import Foundation
import Testing
import XMLEngine

@Suite("What the program knows of the vocabulary is what its schema says")
struct VocabularyTests {
  /// Elements and attributes that the schema declares, with their types; a type that stands within its element is its base.
  private func declarations(_ kind: String) throws -> [(name: String, type: String)] {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(Workplace.repository)/xsd/exchange.xsd"))
    let schema = try XMLDocument.parse(Array(bytes), location: "exchange.xsd")
    var found: [(String, String)] = []
    try #require(schema.root).forEachDescendant { element in
      guard element.name == kind, let name = element.attribute("name") else { return }
      let inline = element.value(at: "simpleType/restriction/@base")
      found.append((name, element.attribute("type") ?? inline ?? "complex"))
    }
    return found
  }

  private func kind(of type: String) -> ValueKind {
    switch type {
    case "LongText", "xs:string": .text
    case "xs:boolean": .boolean
    case "Amount", "Price", "Quantity", "PositiveQuantity", "Percent", "xs:positiveInteger", "xs:nonNegativeInteger":
      .decimal
    default: .token
    }
  }

  @Test("how values compare")
  func kinds() throws {
    let elements = try declarations("element")
    #expect(elements.count > 150)
    for (name, type) in elements {
      #expect(ValueKind.of(element: name) == kind(of: type), "\(name) is \(type)")
    }
    let attributes = try declarations("attribute")
    #expect(attributes.count > 8)
    for (name, type) in attributes { #expect(ValueKind.of(attribute: name) == kind(of: type), "\(name) is \(type)") }
  }

  @Test(
    "numbers and booleans have one spelling",
    arguments: [
      (ValueKind.decimal, "1000.00", "1000"), (.decimal, "+007.50", "7.5"), (.decimal, "-0.00", "0"),
      (.decimal, ".5", "0.5"), (.decimal, "7.", "7"), (.decimal, " -12.30 ", "-12.3"), (.decimal, "0", "0"),
      (.decimal, "1.234,56", "1.234,56"), (.decimal, "1e3", "1e3"), (.decimal, ".", "."), (.decimal, "", ""),
      (.decimal, "1.2.3", "1.2.3"), (.decimal, "٣", "٣"),
      (.decimal, "99999999999999999999.10", "99999999999999999999.1"),
      (.boolean, "1", "true"), (.boolean, " false", "false"), (.boolean, "ja", "ja"), (.boolean, "TRUE", "TRUE"),
      (.token, " a \n b ", "a b"), (.text, " a \n b ", " a \n b "),
    ])
  func spelling(kind: ValueKind, written: String, normal: String) {
    #expect(kind.normal(written) == normal)
    #expect(kind.normal(normal) == normal)
  }
}
