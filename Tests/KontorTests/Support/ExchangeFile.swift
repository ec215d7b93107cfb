import Foundation

/// Small files of the canonical exchange, as tests need them.
enum ExchangeFile {
  static func text(from sender: String, _ number: Int, _ records: [String]) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <Exchange xmlns="urn:kontor:exchange:1">
      <Header>
        <Sender>\(sender)</Sender>
        <Receiver>other</Receiver>
        <ControlNumber>\(number)</ControlNumber>
        <CreationTime>2026-11-18T13:30:02Z</CreationTime>
      </Header>
    \(records.joined(separator: "\n"))
      <Trailer>
        <RecordCount>\(records.count)</RecordCount>
      </Trailer>
    </Exchange>

    """
  }

  /// - Parameters:
  ///   - minute: of the hour in which it last changed.
  ///   - rest: what comes behind the name, in the order of the schema.
  static func customer(
    _ crmId: String?, erp number: String? = nil, stage: String? = nil, name: String = "Müller GmbH", minute: Int = 0,
    _ rest: String = ""
  ) -> String {
    """
      <Customer changed="2026-11-18T14:\(minute < 10 ? "0" : "")\(minute):00Z">
        \(crmId.map { "<CrmId>\($0)</CrmId>" } ?? "")\(number.map { "<ErpNumber>\($0)</ErpNumber>" } ?? "")
        \(stage.map { "<Stage>\($0)</Stage>" } ?? "")<Kind>organisation</Kind><Name>\(name)</Name>\(rest)
      </Customer>
    """
  }

  static func order(_ id: String, of customer: String) -> String {
    """
      <Order changed="2026-11-18T14:25:10Z">
        <OrderId>\(id)</OrderId><IssueDate>2026-11-18</IssueDate><Customer><CrmId>\(customer)</CrmId></Customer>
        <Currency>EUR</Currency>
        <Lines><Line><Number>10</Number><ItemId>A-1</ItemId><Name>Schraube</Name><Quantity>5</Quantity><Unit>C62</Unit>
        <UnitPrice>1.50</UnitPrice><TaxCategory>S</TaxCategory><TaxRate>19</TaxRate></Line></Lines>
      </Order>
    """
  }

  static func confirmation(of customer: String, number: String) -> String {
    """
      <Confirmation changed="2026-11-18T15:00:00Z">
        <Entity>Customer</Entity><Key>\(customer)</Key><Outcome>imported</Outcome><AssignedKey>\(number)</AssignedKey>
      </Confirmation>
    """
  }

  static func phone(_ number: String) -> String { "<Phone use=\"main\">\(number)</Phone>" }
}

extension Site {
  /// Puts a file into a system's inbox and takes it in.
  @discardableResult
  func send(from sender: String, _ number: Int, _ records: String...) throws -> Program.Run {
    try write(ExchangeFile.text(from: sender, number, records), to: "inbox/\(sender)/\(sender)-\(number).xml")
    return try run("scan", "--settle", "0")
  }

  /// Changes the configuration that ships.
  func configure(_ text: String, _ replacement: String) throws {
    let yaml = try String(contentsOfFile: path + "/kontor.yaml", encoding: .utf8)
    guard yaml.contains(text) else { throw CocoaError(.fileReadCorruptFile) }
    try write(yaml.replacing(text, with: replacement), to: "kontor.yaml")
  }

  /// The customer K-1 as the ERP has booked it under 4711, with a telephone number that both sides have.
  func bookCustomer() throws {
    try send(
      from: "crm", 1, ExchangeFile.customer("K-1", stage: "ordered", ExchangeFile.phone("+49301")))
    try send(from: "erp", 1, ExchangeFile.confirmation(of: "K-1", number: "4711"))
  }

  /// A customer whose telephone number both sides changed at once, where that is for a person to decide.
  func makeConflict() throws {
    try configure("conflict: owner-wins, last-word: erp", "conflict: ask")
    try bookCustomer()
    try send(
      from: "erp", 2, ExchangeFile.customer("K-1", erp: "4711", minute: 10, ExchangeFile.phone("+49302")))
    try send(from: "crm", 2, ExchangeFile.customer("K-1", minute: 20, ExchangeFile.phone("+49303")))
  }

  /// An order whose customer is not known.
  func holdOrder() throws {
    try send(from: "crm", 1, ExchangeFile.order("A-1", of: "K-1"))
  }
}
