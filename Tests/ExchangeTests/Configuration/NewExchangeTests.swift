import Foundation
import Testing

@testable import Exchange

@Suite("A configuration for two formats")
struct NewExchangeTests {
  static let repository = Workplace.repository

  /// The canonical exchange and every pack that ships.
  private static func packs() throws -> [FormatPack] {
    try [FormatPack.canonical(in: repository)]
      + FormatPack.all(below: repository + "/formats").map { try $0.pack.get() }
  }

  private func shipped() throws -> String {
    try String(contentsOfFile: Self.repository + "/kontor.yaml", encoding: .utf8)
  }

  /// A folder in which what ships lies, with a configuration.
  private func read(_ text: String) throws -> (TestFolder, Configuration) {
    let folder = try TestFolder()
    for name in ["xsd", "formats"] { try folder.link(name, to: "\(Self.repository)/\(name)") }
    try folder.file("kontor.yaml", text)
    return (folder, try Configuration.read(from: folder.path + "/kontor.yaml", environment: [:]))
  }

  @Test("any two that ship make one that has no errors, or are refused with what to do")
  func allPairs() throws {
    let packs = try Self.packs()
    let shipped = try shipped()
    var made = 0
    for crm in packs {
      for erp in packs {
        let exchange: NewExchange
        do {
          exchange = try NewExchange(crm: crm, erp: erp)
        } catch {
          let speak = crm.sides.contains(.crm) && erp.sides.contains(.erp)
          #expect(error.message.contains("kontor formats shows"))
          #expect(error.message.contains(speak ? "nothing would go from the CRM" : "is not what a system on the"))
          continue
        }
        let (folder, configuration) = try read(exchange.text(from: shipped))
        let problems = ConfigurationCheck.problems(in: configuration, folders: false)
        let errors = problems.filter { $0.severity == .error }.map(\.description)
        #expect(errors.isEmpty, "\(crm.name) and \(erp.name): \(errors)")
        #expect(configuration.flows.first?.entities.map(\.value) == exchange.there)
        #expect(configuration.flows.dropFirst().first?.entities.map(\.value) ?? [] == exchange.back)
        #expect(Set(configuration.formats.map(\.name)) == Set(["exchange", crm.name, erp.name]))
        #expect(PathFacts(path: folder.path + "/kontor.yaml").kind == .file)
        made += 1
      }
    }
    #expect(made >= packs.count)
  }

  @Test("the pair that ships is made as it ships, but for what comments say")
  func asShipped() throws {
    let packs = try Self.packs()
    let sap = try #require(packs.first { $0.name == "sap-business-one" })
    let text = try NewExchange(crm: packs[0], erp: sap).text(from: shipped())
    let (_, made) = try read(text)
    let (_, ships) = try read(shipped())
    func facts(_ configuration: Configuration) -> [String] {
      configuration.systems.map { system in
        let levels = system.acknowledge.levels.map(\.rawValue).sorted()
        return "\(system.name) \(system.formats.map(\.value)) \(system.sends.map(\.value)) \(system.settle) "
          + "\(system.acknowledge.records) \(system.acknowledge.when) \(levels)"
      }
        + configuration.flows.map { "\($0.from.value) \($0.to.value) \($0.entities.map(\.value)) \($0.accept)" }
        + configuration.formats.map { format in
          let parameters = format.parameters.map { "\($0.key)=\($0.value)" }.sorted()
          return "\(format.name) \(format.schema.name) \(format.records.map(\.entity)) \(parameters)"
        }
    }
    #expect(facts(made) == facts(ships))
    let agreement = try #require(try shipped().range(of: "\nentities:"))
    #expect(text.hasSuffix(try shipped()[agreement.lowerBound...]))
  }

  /// A pack that reads and writes some entities.
  private func pack(_ name: String, _ sides: [System.Role], reads: [Entity] = [], writes: [Entity] = []) -> FormatPack {
    let path = ConfiguredPath(written: "x", absolute: "/x", place: .start)
    let parameters = ["greeting": "say \"hello\"\n\\", "branch": "0123"]
    return FormatPack(
      name: name,
      about: FormatPack.About(
        title: "The\nformat", standard: nil, description: "", sides: sides, losses: [:]),
      format: Format(
        name: name, place: .start, root: nil, schema: path,
        records: reads.map { RecordLocation(entity: $0, path: ElementPath(steps: ["A", $0.rawValue]), place: .start) },
        envelope: EnvelopePaths(), ignored: [], reading: .stylesheet(path),
        write: Dictionary(uniqueKeysWithValues: writes.map { ($0, path) }), parameters: parameters,
        document: .standard), folder: "/packs/" + name)
  }

  @Test("what one of the two cannot say or write stays out of the flows, and the file says why")
  func partial() throws {
    let crm = pack("shop", [.crm], reads: [.order], writes: [.orderStatus, .customer])
    let erp = pack("erp-xml", [.erp], reads: [.orderStatus, .invoice], writes: [.customer, .order])
    let exchange = try NewExchange(crm: crm, erp: erp)
    #expect(exchange.there == [.order])
    #expect(exchange.back == [.orderStatus])
    let lines = try exchange.text(from: shipped()).split(separator: "\n").map(String.init)
    #expect(lines.contains("  # No Customer to the ERP: shop has no way to say it."))
    #expect(lines.contains("  # No Customer to the CRM: erp-xml has no way to say it."))
    #expect(lines.contains("  # No Invoice to the CRM: shop has no way to write it."))
    #expect(lines.contains("  - { from: crm, to: erp, entities: [Order], accept: per-record }"))
    #expect(lines.contains("    #   greeting: \"say \\\"hello\\\"\\n\\\\\""))
    #expect(!lines.contains { $0.hasPrefix("    sends:") })
  }

  @Test("two that do not fit are refused with what to do")
  func refused() throws {
    let shop = pack("shop", [.crm], reads: [.invoice], writes: [.order])
    let erp = pack("erp-xml", [.erp], writes: [.order])
    #expect(
      refusal(shop, erp)
        == "nothing would go from the CRM to the ERP: shop is read for Invoice, and erp-xml is written for Order. Choose "
        + "another format for one of them; kontor formats shows what each reads and writes")
    let wrongSide = try #require(refusal(erp, erp))
    #expect(wrongSide.hasPrefix("erp-xml (The") && !wrongSide.contains("\n"))
    #expect(wrongSide.contains("format) is not what a system on the crm side speaks"))
    #expect(refusal(pack("shop", [.crm], reads: [.order]), erp) == nil)
  }

  private func refusal(_ crm: FormatPack, _ erp: FormatPack) -> String? {
    do throws(NewExchange.Refusal) {
      _ = try NewExchange(crm: crm, erp: erp)
      return nil
    } catch {
      return error.message
    }
  }

  @Test("one section of a configuration is said anew, and all others stay byte by byte")
  func sections() {
    let text = "# head\n\n# about a\na:\n  x: 1\n\n# about b\nb: {}\n  # inside\n\n# end\n"
    var sections = ConfigurationSections(text)
    #expect(sections.text == text)
    let (known, unknown) = (sections.replace("a", with: ["  y: 2"]), sections.replace("c", with: []))
    #expect(known && !unknown)
    #expect(sections.text == "# head\n\n# about a\na:\n  y: 2\n\n# about b\nb: {}\n  # inside\n\n# end\n")
  }
}
