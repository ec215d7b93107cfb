import Foundation
import Testing

@testable import Exchange

@Suite("Reading a configuration")
struct ConfigurationReadingTests {
  @Test("the configuration that ships reads without a problem")
  func shipped() throws {
    let top = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let configuration = try Configuration.read(from: top.path + "/kontor.yaml", environment: [:])
    #expect(configuration.systems.map(\.name) == ["crm", "erp"])
    #expect(configuration.formats.map(\.name) == ["exchange", "sap-business-one"])
    #expect(configuration.flows.count == 2)
    #expect(configuration.flows(from: "crm").first?.entities.map(\.value) == [.customer, .order])
    #expect(configuration.system(named: "crm")?.inbox?.absolute == PathFacts.resolved(top.path) + "/inbox/crm")
    #expect(
      configuration.flows(from: "erp").first?.entities.map(\.value) == [.customer, .orderStatus, .invoice, .reminder])
    #expect(configuration.systems.map { $0.sends.map(\.value) } == [["exchange"], ["exchange"]])
    #expect(configuration.format(named: "exchange")?.isCanonical == true)

    // Files may be missing here, but whatever is named has to fit together.
    let problems = ConfigurationCheck.problems(in: configuration) { path in
      PathFacts(
        kind: path.hasSuffix(".xsd") || path.hasSuffix(".xsl") || path.hasSuffix(".sqlite") ? .file : .folder,
        isReadable: true, isWritable: true, mode: 0o750, owner: 0, identity: [])
    }
    #expect(problems == [])
  }

  @Test("what is left out has its documented default")
  func defaults() throws {
    let text = ConfigurationSample.text.replacing("node: main\n", with: "")
    let configuration = try ConfigurationSample.read(text)
    #expect(configuration.node == "main")
    #expect(configuration.ledger.absolute == "/srv/exchange/ledger/kontor.sqlite")
    #expect(configuration.archive.absolute == "/srv/exchange/archive")
    #expect(configuration.rejected.absolute == "/srv/exchange/rejected")
    #expect(configuration.desk.absolute == "/srv/exchange/desk")

    let crm = try #require(configuration.system(named: "crm"))
    #expect(crm.settle.proof == .quiet(.seconds(5)))
    #expect(crm.settle.empty == .seconds(60))
    #expect(crm.settle.incomplete == .seconds(900))
    #expect(crm.names == ["*.xml"])
    #expect(crm.order == .name)
    #expect(crm.acknowledge == AcknowledgeRule(records: .exceptions, to: nil, place: nil))
    #expect(crm.acknowledge.levels == Set(AcknowledgementLevel.allCases) && crm.acknowledge.when == .always)
    #expect(configuration.language == .english && configuration.masked.isEmpty)
    #expect(
      crm.limits
        == InterchangeLimits(size: 2_000_000_000, depth: 200, attributes: 500, tag: 1_048_576, errorsPerRecord: 20))
    #expect(crm.encoding == nil)

    let exchange = try #require(configuration.format(named: "exchange"))
    #expect(exchange.envelope == .canonical)
    #expect(exchange.envelope.controlNumber?.description == "Header/ControlNumber")
    #expect(exchange.records.map(\.path.description) == ["Customer", "Order"])
    #expect(exchange.readStylesheet(for: .order) == nil)
    let bo = try #require(configuration.format(named: "bo"))
    #expect(bo.envelope == EnvelopePaths())
    #expect(bo.document.name.description == "{sequence}-{entity}-{key}.xml")
    #expect(bo.document.records == 1)

    #expect(configuration.flows.first?.accept == .perRecord)
    #expect(!configuration.rules(for: .customer).sends(at: .lead))
    #expect(configuration.rules(for: .customer).sends(at: .ordered))
    #expect(configuration.rules(for: .order).refersTo.keys.map(\.self) == [.customer])
    #expect(configuration.rules(for: .invoice).refersTo.isEmpty)
  }

  @Test("everything that can be written is read")
  func everything() throws {
    let configuration = try ConfigurationSample.read(
      """
      node: node-2
      ledger: /var/lib/kontor/ledger.sqlite
      archive: ./store//done
      rejected: store/bad
      language: de
      mask: [Email, iban]
      systems:
        crm:
          inbox: in
          outbox: out
          format: shop
          settle: { marker: .done, empty: 2m, incomplete: 1h }
          names: ["order-*.xml", "kunde-*.xml"]
          order: time
          acknowledge:
            { records: all, to: answers, levels: [delivered, imported], when: exceptions, entities: { Order: { levels: [received], when: never } } }
          limits: { size: 64MB, depth: 50, attributes: 20, tag: 64KiB, errors-per-record: 5 }
          encoding: ISO-8859-1
        bo: { outbox: bo, format: exchange, settle: { rename-in: yes } }
      formats:
        shop:
          root: "{urn:shop}Export"
          schema: shop.xsd
          records: { Customer: Kunden/Kunde, Order: Belege/Auftraege/Auftrag }
          envelope: { sender: Kopf/Absender, control-number: Kopf/@nr, count: "@anzahl" }
          read: { Customer: kunde.xsl, Order: auftrag.xsl }
          write: { Customer: zurueck.xsl }
          parameters: { mandant: 007, waehrung: EUR }
          document: { name: "{interchange}-{position}.xml", records: 1 }
        exchange:
          root: "{urn:kontor:exchange:1}Exchange"
          schema: x.xsd
          envelope: { test: Header/Probe }
          document: { name: "{date}.xml", records: 100 }
      flows:
        - { from: crm, to: bo, entities: [Order], accept: whole-file, when: always, acknowledge: { records: none } }
      entities:
        Customer: { stages: { lead: { send: yes }, ordered: { send: no } } }
        Order: { refers-to: { Customer: Party/@id } }
      """)
    #expect(configuration.node == "node-2")
    #expect(configuration.ledger.absolute == "/var/lib/kontor/ledger.sqlite")
    #expect(configuration.archive.written == "./store//done")
    #expect(configuration.archive.absolute == "/srv/exchange/store/done")
    let crm = try #require(configuration.system(named: "crm"))
    #expect(crm.settle == SettleRule(proof: .marker(".done"), empty: .seconds(120), incomplete: .seconds(3600)))
    #expect(crm.names == ["order-*.xml", "kunde-*.xml"])
    #expect(crm.order == .time)
    #expect(crm.acknowledge.records == .all)
    #expect(crm.acknowledge.to?.absolute == "/srv/exchange/answers")
    #expect(crm.acknowledge.levels == [.delivered, .imported])
    #expect(crm.acknowledge.when == .exceptions)
    let override = try #require(crm.acknowledge.overrides[.order])
    #expect(override.records == nil && override.levels == [.received] && override.when == .never)
    #expect(configuration.flows.first?.acknowledge?.records == AcknowledgeRule.Records.none)
    #expect(configuration.language == .german)
    #expect(configuration.masked == ["Email", "iban"])
    #expect(
      crm.limits == InterchangeLimits(size: 64_000_000, depth: 50, attributes: 20, tag: 65_536, errorsPerRecord: 5))
    #expect(crm.encoding == .latin1)
    #expect(configuration.system(named: "bo")?.settle.proof == .renamedIn)

    let shop = try #require(configuration.format(named: "shop"))
    #expect(shop.root == RootName(namespace: "urn:shop", localName: "Export"))
    #expect(shop.records.map(\.path.steps) == [["Kunden", "Kunde"], ["Belege", "Auftraege", "Auftrag"]])
    #expect(shop.envelope.controlNumber == ElementPath(steps: ["Kopf"], attribute: "nr"))
    #expect(shop.envelope.count == ElementPath(steps: [], attribute: "anzahl"))
    #expect(shop.envelope.receiver == nil)
    #expect(shop.readStylesheet(for: .order)?.absolute == "/srv/exchange/auftrag.xsl")
    #expect(shop.write[.customer]?.written == "zurueck.xsl")
    #expect(shop.parameters == ["mandant": "007", "waehrung": "EUR"])
    let exchange = try #require(configuration.format(named: "exchange"))
    #expect(exchange.envelope.test?.description == "Header/Probe")
    #expect(exchange.envelope.sender?.description == "Header/Sender")
    #expect(exchange.document.records == 100)

    #expect(configuration.flows.first?.accept == .wholeFile)
    #expect(Stage.allCases.filter { !configuration.rules(for: $0.entity).sends(at: $0) } == [.ordered])
    #expect(configuration.rules(for: .order).refersTo == [.customer: ElementPath(steps: ["Party"], attribute: "id")])
  }

  @Test("relative paths start at the folder of the file, links to it followed")
  func relativePaths() throws {
    let folder = try TestFolder()
    try folder.file("real/kontor.yaml", ConfigurationSample.text)
    try folder.link("link", to: "real")
    let configuration = try Configuration.read(from: folder.path + "/link/../link/kontor.yaml", environment: [:])
    #expect(configuration.folder == folder.path + "/real")
    #expect(configuration.system(named: "crm")?.inbox?.absolute == folder.path + "/real/inbox/crm")
  }

  @Test("a file that cannot be read is a problem without a place", arguments: ["absent.yaml", "."])
  func unreadable(name: String) throws {
    let folder = try TestFolder()
    let path = folder.path + "/" + name
    let error = try #require(throws: ConfigurationError.self) { try Configuration.read(from: path, environment: [:]) }
    let reason = name == "." ? "it is not a regular file" : "no such file or directory"
    #expect(
      error.description
        == "\(path): error: cannot read the configuration: \(reason); name the right file, or let kontor init write one"
    )
    #expect(error.problems.first?.line == nil)
  }

  @Test(
    "durations have a unit",
    arguments: [("0", 0), ("500ms", 500), ("5s", 5_000), ("15m", 900_000), ("2h", 7_200_000), ("30d", 2_592_000_000)])
  func durations(text: String, milliseconds: Int) {
    #expect(Quantity.duration(text) == .milliseconds(milliseconds))
  }

  @Test(
    "a duration without a unit, or with an unknown one, is refused", arguments: ["", "5", "s", "-5s", "1.5s", "5w"])
  func badDurations(text: String) {
    #expect(Quantity.duration(text) == nil)
  }

  @Test(
    "sizes are decimal, binary or plain bytes",
    arguments: [("17", 17), ("17B", 17), ("64MB", 64_000_000), ("1MiB", 1_048_576), ("2 GB", 2_000_000_000)])
  func sizes(text: String, bytes: Int) {
    #expect(Quantity.bytes(text) == bytes)
  }

  @Test("a size that is none, or too large, is refused", arguments: ["", "MB", "1.5MB", "-1", "5mb", "99999999999TiB"])
  func badSizes(text: String) {
    #expect(Quantity.bytes(text) == nil)
  }
}
