import Exchange
import Foundation
import Testing

/// Two systems that trade through Kontor, for one test: what each drops is taken in at once, and what comes of it is told.
final class Trade {
  let place: Workplace
  private var controlNumbers = ["crm": 0, "erp": 500, "desk": 0]
  private var seen: Set<String> = []

  /// - Parameter extra: further files by name, as in ``Workplace``.
  init(extra: [String: String] = [:], _ change: (String) -> String = { $0 }) throws {
    place = try Workplace(extra: extra, change)
  }

  /// What one file came to.
  struct Outcome {
    var interchange: Interchange
    /// New documents by system, without the running number in their names: `Customer-K-1`.
    var documents: [String: [String]]
    /// Verdicts of its records in their order.
    var verdicts: [RecordVerdict]
    /// Codes of what was said of its records.
    var codes: [String]
    var messages: [String]
    /// New acknowledgements to systems other than by the first one of this file, newest last.
    var answers: [String]

    var erp: [String] { documents["erp"] ?? [] }
    var crm: [String] { documents["crm"] ?? [] }
  }

  @discardableResult
  func crm(_ records: String...) throws -> Outcome { try drop(records, by: "crm") }

  @discardableResult
  func erp(_ records: String...) throws -> Outcome { try drop(records, by: "erp") }

  /// Drops the records without taking them in.
  func leave(_ records: String..., by system: String) throws { try write(records, by: system) }

  func drop(_ records: [String], by system: String) throws -> Outcome {
    try write(records, by: system)
    return try #require(try scan().last)
  }

  /// Drops a file that is not canonical.
  @discardableResult
  func dropRaw(_ text: String, by system: String) throws -> Outcome {
    controlNumbers[system, default: 0] += 1
    let name = "raw-\(controlNumbers[system] ?? 0).xml"
    try text.write(toFile: "\(place.root)/inbox/\(system)/\(name)", atomically: true, encoding: .utf8)
    return try #require(try scan().last)
  }

  /// What a person decides.
  @discardableResult
  func decide(_ decisions: Decision...) throws -> Outcome {
    _ = try Desk(place.configuration).drop(decisions, at: place.now)
    return try #require(try scan().last)
  }

  /// One scan; an outcome for each file, in their order. Documents are told with the last one.
  func scan(believing believed: String? = nil) throws -> [Outcome] {
    // A program that another test starts holds a copy of all open files until it has begun: for so long the file that was
    // just written looks as if somebody wrote it still.
    var tries = 200
    while try place.scan(believing: believed).settling > 0, place.finished.isEmpty, tries > 0 {
      tries -= 1
      usleep(20_000)
    }
    var outcomes: [Outcome] = []
    for interchange in place.finished {
      var outcome = Outcome(
        interchange: interchange, documents: [:], verdicts: [], codes: [], messages: [], answers: [])
      try place.withLedger { ledger in
        try ledger.forEachRecord(of: interchange.id, exceptions: false) { record, issues, _ in
          outcome.verdicts.append(record.verdict)
          outcome.codes += issues.map(\.code)
          outcome.messages += issues.map(\.message)
        }
      }
      outcomes.append(outcome)
    }
    for system in ["crm", "erp"] {
      for name in try place.names(in: "outbox/\(system)") where seen.insert("\(system)/\(name)").inserted {
        if name.contains(".ack.") {
          if !outcomes.contains(where: { name.hasSuffix("\($0.interchange.id).ack.xml") }), !outcomes.isEmpty {
            outcomes[outcomes.count - 1].answers.append("outbox/\(system)/\(name)")
          }
        } else if !outcomes.isEmpty {
          let short = name.split(separator: "-", maxSplits: 1).last.map(String.init) ?? name
          outcomes[outcomes.count - 1].documents[system, default: []].append(short.replacing(".xml", with: ""))
        }
      }
    }
    return outcomes
  }

  private func write(_ records: [String], by system: String) throws {
    controlNumbers[system, default: 0] += 1
    let number = controlNumbers[system] ?? 0
    let text = Self.exchange(records, from: system, number: number)
    let name = String(repeating: "0", count: 6 - String(number).count) + String(number)
    try text.write(toFile: "\(place.root)/inbox/\(system)/\(name).xml", atomically: true, encoding: .utf8)
  }

  static func exchange(_ records: [String], from system: String, number: Int) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <Exchange xmlns="urn:kontor:exchange:1"><Header><Sender>\(system)</Sender><Receiver>kontor</Receiver>\
    <ControlNumber>\(number)</ControlNumber><CreationTime>2026-11-23T08:00:00Z</CreationTime></Header>
    \(records.joined(separator: "\n"))
    <Trailer><RecordCount>\(records.count)</RecordCount></Trailer></Exchange>
    """
  }

  // MARK: - Looking

  func entity(_ kind: Entity, _ system: String, _ key: String) throws -> EntityState? {
    try place.withLedger { try $0.entity(kind, system: system, key: key) }
  }

  func agreed(_ key: String, _ field: String) throws -> String? {
    try entity(.customer, "crm", key)?.fields[FieldName(field)]?.agreed
  }

  func holds() throws -> [Hold] { try place.withLedger { try $0.holds(after: 0, limit: 100) } }

  /// The content of the newest document of a system whose name contains a text.
  func document(_ system: String, _ part: String) throws -> String {
    let names = try place.names(in: "outbox/\(system)").filter { $0.contains(part) && !$0.contains(".ack.") }
    return try place.text("outbox/\(system)/\(try #require(names.last))")
  }
}

// MARK: - Records

/// A customer as a system writes it. Everything that is nil is left out.
struct CustomerRecord: CustomStringConvertible {
  var crmId: String? = "K-1"
  var erpNumber: String?
  var stage: String?
  var name = "Müller"
  var zip = "01067"
  var city = "Dresden"
  var hasAddress = true
  var phone: String?
  var email: String?
  var vatId: String?
  var paymentTerms: String?
  var note: String?
  var version = 1
  var isDeleted = false

  var description: String {
    func element(_ name: String, _ value: String?, _ attributes: String = "") -> String {
      value.map { "<\(name)\(attributes)>\($0.replacing("&", with: "&amp;"))</\(name)>" } ?? ""
    }
    let address =
      hasAddress
      ? "<Address type=\"main\" id=\"1\"><StreetName>Weg</StreetName><PostalZone>\(zip)</PostalZone>"
        + "<CityName>\(city)</CityName><Country>DE</Country></Address>" : ""
    let minute = String(version + 10)
    return
      "<Customer changed=\"2026-11-23T08:\(minute):00Z\" sequence=\"\(version)\"\(isDeleted ? " deleted=\"true\"" : "")>"
      + element("CrmId", crmId) + element("ErpNumber", erpNumber) + element("Stage", stage)
      + "<Kind>organisation</Kind>" + element("Name", name) + address + element("Phone", phone, " use=\"main\"")
      + element("Email", email, " use=\"main\"") + element("VatId", vatId) + element("PaymentTerms", paymentTerms)
      + element("Note", note) + "</Customer>"
  }
}

func customer(_ id: String? = "K-1", _ change: (inout CustomerRecord) -> Void = { _ in }) -> String {
  var record = CustomerRecord(crmId: id)
  if let id { record.name = "Müller \(id)" }
  change(&record)
  return record.description
}

func lead(_ id: String = "K-1", _ change: (inout CustomerRecord) -> Void = { _ in }) -> String {
  customer(id) {
    $0.stage = "lead"
    change(&$0)
  }
}

func order(_ id: String, of customer: String = "K-1", number: String? = nil, quantity: Int = 2, version: Int = 1)
  -> String
{
  """
  <Order changed="2026-11-23T09:\(version + 10):00Z" sequence="\(version)"><OrderId>\(id)</OrderId>\
  <IssueDate>2026-11-23</IssueDate><Customer><CrmId>\(customer)</CrmId>\
  \(number.map { "<ErpNumber>\($0)</ErpNumber>" } ?? "")</Customer><Currency>EUR</Currency><Lines><Line>\
  <Number>1</Number><ItemId>4711</ItemId><Quantity>\(quantity)</Quantity><Unit>C62</Unit>\
  <UnitPrice>10.50</UnitPrice></Line></Lines></Order>
  """
}

func imported(_ entity: String, _ key: String, as assigned: String? = nil) -> String {
  """
  <Confirmation changed="2026-11-23T10:00:00Z"><Entity>\(entity)</Entity><Key>\(key)</Key>\
  <Outcome>imported</Outcome>\(assigned.map { "<AssignedKey>\($0)</AssignedKey>" } ?? "")</Confirmation>
  """
}

func refused(_ entity: String, _ key: String, _ text: String) -> String {
  """
  <Confirmation changed="2026-11-23T10:00:00Z"><Entity>\(entity)</Entity><Key>\(key)</Key>\
  <Outcome>refused</Outcome><Code>-10</Code><Text>\(text)</Text></Confirmation>
  """
}
