import CLibXML2
import Testing

@testable import XMLEngine

@Suite("What a file may cost")
struct LimitTests {
  private func order(id: String) -> String { goodOrder.replacing("<Id>A", with: "<Id>" + id) }

  @Test(
    "text is counted from tag to tag, whatever stands in it, and none of what follows is lost",
    arguments: [("", "<!-- - -->"), ("<![CDATA[", "]]>"), ("", "<?p?>")])
  func textInPieces(open: String, close: String) throws {
    func text(_ size: Int) -> String {
      let piece = open + String(repeating: "x", count: size) + close
      return order(id: piece + piece)
    }
    let fitting = try readOrders(exchange(goodOrder, text(2_000_000), goodOrder))
    #expect(fitting.all.isEmpty)
    #expect(fitting.records.count == 3)
    #expect(fitting.records[1].root?.value(at: "Id")?.utf8.count == 4_000_000)
    let long = try readOrders(exchange(goodOrder, text(6_000_000), goodOrder, goodOrder))
    #expect(long.refusal?.code == .limitText)
    #expect(long.refusal?.position?.line == 4)
  }

  @Test("when libxml2 falls silent, the file is not taken to be complete")
  func silence() throws {
    let schema = try Schema(path: temporaryFile("orders.xsd", Array(orderSchema.utf8)))
    var rest = Array(exchange(goodOrder, goodOrder, goodOrder).utf8)[...]
    let reader = try RecordReader(schema: schema, layout: orderLayout) { buffer in
      let count = min(buffer.count, 100, rest.count)
      rest.prefix(count).withUnsafeBytes { buffer.copyMemory(from: $0) }
      rest.removeFirst(count)
      return count
    }
    #expect(try reader.next() != nil)
    xmlStopParser(reader.parser)
    while try reader.next() != nil {}
    guard case .refused(let diagnostic) = reader.end else {
      Issue.record("taken to be complete")
      return
    }
    #expect(diagnostic.code == .notWellFormed)
  }

  @Test("what is copied for each record has a limit")
  func envelope() throws {
    let junk = String(repeating: "<a/>", count: 5_000)
    let many = try readOrders(exchange(goodOrder).replacing("<Number>", with: junk + "<Number>"))
    #expect(many.refusal?.code == .limitEnvelope)
    let text = try readOrders(
      exchange(goodOrder).replacing("<Number>7", with: "<Number>" + String(repeating: "7", count: 300_000)))
    #expect(text.refusal?.code == .limitEnvelope)
    let tag = try readOrders(
      exchange(goodOrder).replacing("urn:test\">", with: "urn:test\" a=\"\(String(repeating: "x", count: 300_000))\">"))
    #expect(tag.refusal?.code == .limitEnvelope)
  }

  @Test("tiny records are read one after the other, and only a good one gets the envelope")
  func tinyRecords() throws {
    let schema = try Schema(path: temporaryFile("orders.xsd", Array(orderSchema.utf8)))
    var rest = Array(exchange(goodOrder + String(repeating: "<Order/>", count: 7_000)).utf8)[...]
    let reader = try RecordReader(schema: schema, layout: orderLayout) { buffer in
      let count = min(buffer.count, rest.count)
      rest.prefix(count).withUnsafeBytes { buffer.copyMemory(from: $0) }
      rest.removeFirst(count)
      return count
    }
    let first = try #require(try reader.next())
    #expect(first.document?.root?.value(at: "Header/Number") == "7")
    #expect(reader.recordCount < 200)
    let second = try #require(try reader.next())
    #expect(!second.isValid)
    #expect(second.document?.root?.child("Header") == nil)
  }

  @Test("a record has a limit on elements and attributes, for each takes many times its bytes")
  func elements() throws {
    var limits = XMLLimits()
    limits.elements = 30
    let fitting = goodOrder.replacing("</Order>", with: String(repeating: "<a/>", count: 20) + "</Order>")
    #expect(try readOrders(exchange(fitting), limits: limits).refusal == nil)
    let many = goodOrder.replacing("</Order>", with: String(repeating: "<a b='' c=''/>", count: 20) + "</Order>")
    let refusal = try #require(try readOrders(exchange(goodOrder, many), limits: limits).refusal)
    #expect(refusal.code == .limitRecord)
    #expect(refusal.position?.line == 4)
  }

  @Test("namespace declarations have a limit, and count only as long as their element is open")
  func namespaces() throws {
    let declarations = (0..<100).map { "xmlns:n\($0)='urn:\($0)'" }.joined(separator: " ")
    let flat = goodOrder.replacing("</Order>", with: String(repeating: "<a \(declarations)/>", count: 20) + "</Order>")
    #expect(try readOrders(exchange(flat)).refusal == nil)
    let deep = String(repeating: "<a \(declarations)>", count: 20) + String(repeating: "</a>", count: 20)
    let nested = try readOrders(exchange(goodOrder.replacing("</Order>", with: deep + "</Order>")))
    #expect(nested.refusal?.code == .limitNamespaces)
  }

  enum Growth: CaseIterable {
    case textWhereNoneMayStand, textOfAValue, errorsBeyondThoseTold

    var record: String {
      switch self {
      case .textWhereNoneMayStand:
        goodOrder.replacing("<Id>A", with: String(repeating: "&amp;", count: 300_000) + "<Id>A")
      case .textOfAValue: goodOrder.replacing("<Id>A", with: "<Id>" + String(repeating: "&amp;", count: 300_000))
      case .errorsBeyondThoseTold:
        goodOrder.replacing(
          "</Order>",
          with: String(repeating: "<Line number='x'><Quantity>1</Quantity></Line>", count: 40_000) + "</Order>")
      }
    }
  }

  @Test("time grows with the size of a file, not with its square", arguments: Growth.allCases)
  func linear(growth: Growth) throws {
    let start = processorSeconds()
    #expect(try readOrders(exchange(growth.record, goodOrder)).records.map(\.isValid).last == true)
    #expect(processorSeconds() - start < 15)
  }
}
