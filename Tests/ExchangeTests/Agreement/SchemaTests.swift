import Exchange
import Testing
import XMLEngine

@Suite("What the vocabulary takes and what it refuses")
struct SchemaTests {
  private func isValid(_ text: String) throws -> Bool {
    let schema = try Schema(path: "\(Workplace.repository)/xsd/exchange.xsd")
    let record = try Sample.record(text)
    return try schema.validate(XMLDocument.wrapping(record, in: "Records")).isEmpty
  }

  @Test(
    "a customer has a key of the CRM, of the ERP, or both",
    arguments: [
      ("<CrmId>K</CrmId>", true), ("<CrmId>K</CrmId><ErpNumber>1</ErpNumber>", true),
      ("<ErpNumber>1</ErpNumber>", true), ("", false), ("<ErpNumber>1</ErpNumber><CrmId>K</CrmId>", false),
      ("<ErpNumber>1</ErpNumber><ErpNumber>2</ErpNumber>", false), ("<ErpNumber/>", false),
    ])
  func keys(content: String, valid: Bool) throws {
    let rest = "<Stage>customer</Stage><Kind>person</Kind><Name>N</Name></Customer>"
    #expect(try isValid("<Customer changed=\"2026-11-23T08:00:00Z\">\(content)\(rest)") == valid)
    #expect(try isValid("<Customer changed=\"2026-11-23T08:00:00Z\" deleted=\"true\">\(content)\(rest)") == valid)
  }

  @Test(
    "a person has one number for each use",
    arguments: [("main", "sales", true), ("main", "main", false)])
  func uses(first: String, second: String, valid: Bool) throws {
    func person(_ id: String) -> String {
      """
      <ContactPerson><Id>\(id)</Id><FamilyName>F</FamilyName><Phone use="\(first)">1</Phone>\
      <Phone use="\(second)">2</Phone></ContactPerson>
      """
    }
    #expect(
      try isValid(
        """
        <Customer changed="2026-11-23T08:00:00Z"><CrmId>K</CrmId><Kind>person</Kind><Name>N</Name>\
        \(person("1"))\(person("2"))</Customer>
        """) == valid)
  }

  private static let customer = "<Entity>Customer</Entity><Key>K-1</Key>"

  @Test(
    "a decision says what it is about, what is done, and what that takes",
    arguments: [
      "\(customer)<Action>transfer</Action><System>erp</System><By>Jo</By><Reason>a\nb</Reason>",
      "\(customer)<Action>resolve</Action><Field name='Name'><Take>crm</Take></Field>\(phone)",
      "<HoldId>7</HoldId><Action>release</Action>", "<HoldId>7</HoldId><Action>due</Action>",
      "\(customer)<Action>link</Action><With>K-2</With>", "\(customer)<Action>correct</Action>",
    ])
  func decisions(content: String) throws {
    #expect(try isValid("<Decision changed=\"2026-11-23T08:00:00Z\">\(content)</Decision>"))
    #expect(try !isValid("<Decision>\(content)</Decision>"))
  }

  private static let phone = "<Field name='Phone[use=main]'><Value/></Field>"

  @Test(
    "what is no decision",
    arguments: [
      "<HoldId>0</HoldId><Action>release</Action>", "\(customer)<HoldId>7</HoldId><Action>release</Action>",
      "<Action>release</Action>", "<Entity>Customer</Entity><Action>release</Action>", "\(customer)",
      "\(customer)<Action>delete</Action>", "<Entity>Decision</Entity><Key>1</Key><Action>release</Action>",
      "\(customer)<Action>resolve</Action><Field name='Name'/>",
      "\(customer)<Action>resolve</Action><Field><Take>crm</Take></Field>",
      "\(customer)<Action>resolve</Action><Field name='Name'><Take>crm</Take><Value>N</Value></Field>",
      "\(customer)<Action>resolve</Action>\(phone)\(phone)",
    ])
  func noDecisions(content: String) throws {
    #expect(try !isValid("<Decision changed=\"2026-11-23T08:00:00Z\">\(content)</Decision>"))
  }
}
