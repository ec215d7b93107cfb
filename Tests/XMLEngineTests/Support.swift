import Foundation
import XMLEngine

/// The top of the repository, found from this file.
let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path

let exchangeLayout = RecordLayout(
  root: "{urn:kontor:exchange:1}Exchange",
  records: [["Customer"]: "Customer", ["Order"]: "Order"],
  envelope: ["Header", "Trailer"])

/// A small schema of its own, so that the tests say what they are about.
let orderSchema = """
  <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:test" xmlns="urn:test" xmlns:t="urn:test"
      elementFormDefault="qualified">
    <xs:element name="Exchange">
      <xs:complexType>
        <xs:sequence>
          <xs:element name="Header">
            <xs:complexType><xs:sequence><xs:element name="Number" type="xs:string"/></xs:sequence></xs:complexType>
          </xs:element>
          <xs:choice minOccurs="0" maxOccurs="unbounded">
            <xs:element ref="Order"/>
            <xs:element name="Remark" type="xs:string"/>
          </xs:choice>
          <xs:element name="Trailer">
            <xs:complexType><xs:sequence><xs:element name="Count" type="xs:integer"/></xs:sequence></xs:complexType>
          </xs:element>
        </xs:sequence>
      </xs:complexType>
    </xs:element>
    <xs:element name="Order">
      <xs:complexType>
        <xs:sequence>
          <xs:element name="Id" type="xs:string"/>
          <xs:element name="Date" type="xs:date"/>
          <xs:element name="Line" maxOccurs="unbounded">
            <xs:complexType>
              <xs:sequence>
                <xs:element name="Quantity" type="xs:decimal"/>
                <xs:element name="Unit" minOccurs="0">
                  <xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="C62"/><xs:enumeration value="KGM"/></xs:restriction></xs:simpleType>
                </xs:element>
              </xs:sequence>
              <xs:attribute name="number" type="xs:positiveInteger" use="required"/>
            </xs:complexType>
          </xs:element>
        </xs:sequence>
      </xs:complexType>
      <xs:unique name="lineNumber"><xs:selector xpath="t:Line"/><xs:field xpath="@number"/></xs:unique>
    </xs:element>
  </xs:schema>
  """

let orderLayout = RecordLayout(
  root: "{urn:test}Exchange", records: [["Order"]: "Order"], envelope: ["Header", "Trailer"])

/// Where the tests of this process write; gone when it ends.
private let temporaryRoot: String = {
  let root = NSTemporaryDirectory() + "kontor-xml-\(getpid())"
  atexit { try? FileManager.default.removeItem(atPath: NSTemporaryDirectory() + "kontor-xml-\(getpid())") }
  return root
}()

/// A file in a folder of its own that lasts as long as the test process.
func temporaryFile(_ name: String, _ bytes: [UInt8]) throws -> String {
  let folder = "\(temporaryRoot)/\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  let path = folder + "/" + name
  try Data(bytes).write(to: URL(fileURLWithPath: path))
  return path
}

/// Everything that reading a file gave.
struct Reading {
  var records: [Record] = []
  var end: RecordReader.End?
  var diagnostics: [Diagnostic] = []
  var encoding: TextEncoding?
  var controlNumber: String?

  var refusal: Diagnostic? {
    switch end {
    case .refused(let diagnostic), .cutOff(let diagnostic): diagnostic
    case .complete, nil: nil
    }
  }

  var recordsBeforeDiagnostics = 0

  /// All complaints in the order of reading, the refusal last.
  var all: [Diagnostic] {
    records.prefix(recordsBeforeDiagnostics).flatMap(\.diagnostics) + diagnostics
      + records.dropFirst(recordsBeforeDiagnostics).flatMap(\.diagnostics) + (refusal.map { [$0] } ?? [])
  }
}

/// Reads bytes in chunks of `step`, as a slow source would deliver them.
func read(
  _ bytes: [UInt8], schema: Schema, layout: RecordLayout, limits: XMLLimits = XMLLimits(), step: Int = 64 << 10,
  encoding: TextEncoding? = nil
) throws -> Reading {
  var offset = 0
  let reader = try RecordReader(schema: schema, layout: layout, limits: limits, encoding: encoding) { buffer in
    let count = min(step, buffer.count, bytes.count - offset)
    bytes[offset..<offset + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
    offset += count
    return count
  }
  var reading = Reading()
  while let record = try reader.next() { reading.records.append(record) }
  reading.end = reader.end
  reading.diagnostics = reader.diagnostics
  reading.recordsBeforeDiagnostics = reader.recordsBeforeDiagnostics
  reading.encoding = reader.encoding
  reading.controlNumber = reader.envelopeValue(at: "Header/Number")
  return reading
}

func readOrders(_ text: String, limits: XMLLimits = XMLLimits(), step: Int = 64 << 10) throws -> Reading {
  let schema = try Schema(path: temporaryFile("orders.xsd", Array(orderSchema.utf8)))
  return try read(Array(text.utf8), schema: schema, layout: orderLayout, limits: limits, step: step)
}

/// An exchange around the given records, each on a line of its own from line 3 on.
func exchange(_ records: String...) -> String {
  """
  <Exchange xmlns="urn:test">
  <Header><Number>7</Number></Header>
  \(records.joined(separator: "\n"))
  <Trailer><Count>\(records.count)</Count></Trailer>
  </Exchange>
  """
}

let goodOrder = "<Order><Id>A</Id><Date>2026-11-23</Date><Line number=\"1\"><Quantity>2</Quantity></Line></Order>"

/// What this thread has worked so far. Unlike the time of day it does not depend on what else the machine does.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
