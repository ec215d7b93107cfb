import Exchange
import Testing
import XMLEngine

@Suite("The fields of a customer")
struct EntityShapeTests {
  private let shape = EntityShape.customer
  private let version = RecordVersion(changed: Timestamp(milliseconds: 1_795_507_200_000))

  private func fields(_ content: String) throws -> [String: String] {
    Dictionary(
      try shape.fields(of: Sample.customer(content)).map { ($0.name.text, $0.value) },
      uniquingKeysWith: { first, _ in first })
  }

  private func document(_ fields: [String: String]) throws(XMLEngineError) -> XMLDocument {
    var all = [FieldName("Kind"): "person", FieldName("Name"): "N"]
    for (name, value) in fields { all[FieldName(name)] = value }
    return try shape.document(keys: (crm: "K-1", erp: nil), stage: nil, version: version, fields: all)
  }

  /// What is written behind the name.
  private func written(_ fields: [String: String]) throws -> String {
    let root = try #require(try document(fields).root)
    let start = "<Customer changed=\"2026-11-24T08:00:00.000Z\"><CrmId>K-1</CrmId><Kind>person</Kind><Name>N</Name>"
    let text = Sample.content(of: root)
    #expect(text.hasPrefix(start))
    return String(text.dropFirst(start.count).dropLast("</Customer>".count))
  }

  @Test("keys, stage and versions are no fields; each kind of field has its name and value")
  func reading() throws {
    let fields = try fields(
      """
      <Address id="7" type="invoice"> <StreetName> Weg </StreetName> <Country>DE</Country></Address>
      <Phone use="main">+49 30 1</Phone><Phone use="sales"/>
      <ContactPerson><Id>P-7</Id><FamilyName>Weiß</FamilyName><Email use="main" preferred="1">a@b</Email></ContactPerson>
      <BankAccount><IBAN>DE89370400440532013000</IBAN></BankAccount><CreditLimit>15000.00</CreditLimit>
      <DunningBlock>0</DunningBlock><Consent purpose="email" given="1"/><Note>a
      b</Note><Note/><Note>&lt;c&gt;</Note>
      """)
    #expect(
      fields == [
        "Kind": "organisation", "Name": "Müller",
        "Address[id=7]": "<Address type=\"invoice\"><StreetName>Weg</StreetName><Country>DE</Country></Address>",
        "Phone[use=main]": "+49 30 1", "Phone[use=sales]": "", "ContactPerson[Id=P-7]/FamilyName": "Weiß",
        "ContactPerson[Id=P-7]/Email[use=main]": "a@b", "ContactPerson[Id=P-7]/Email[use=main]/preferred": "true",
        "BankAccount[IBAN=DE89370400440532013000]":
          "<BankAccount><IBAN>DE89370400440532013000</IBAN></BankAccount>",
        "CreditLimit": "15000", "DunningBlock": "false",
        "Consent[purpose=email]": "<Consent given=\"true\"/>", "Note": "<Note>a\nb</Note><Note>&lt;c&gt;</Note>",
      ])
  }

  @Test(
    "who names a preferred number says of the others that they are not; who names none says nothing")
  func preference() throws {
    let said = try fields("<Phone use='main'>1</Phone><Phone use='sales' preferred='true'>2</Phone>")
    #expect(said["Phone[use=main]/preferred"]?.isEmpty == true)
    #expect(said["Phone[use=sales]/preferred"] == "true")
    let silent = try fields("<Phone use='main'>1</Phone><Phone use='sales'>2</Phone>")
    #expect(silent.keys.filter { $0.contains("preferred") } == [])
    #expect(
      try written([
        "Phone[use=main]": "1", "Phone[use=main]/preferred": "", "Phone[use=sales]": "2",
        "Phone[use=sales]/preferred": "true", "Phone[use=other]": "3",
      ])
        == "<Phone preferred=\"false\" use=\"main\">1</Phone><Phone use=\"other\">3</Phone>"
        + "<Phone preferred=\"true\" use=\"sales\">2</Phone>")
  }

  @Test("an empty value is written where it may be, and left out where it may not")
  func emptyValues() throws {
    #expect(
      try written([
        "Title": "", "Salutation": "", "CreditLimit": "", "Currency": "", "Address[id=1]": "",
        "BankAccount[IBAN=DE89370400440532013000]": "", "Consent[purpose=email]": "", "Phone[use=main]": "",
        "Note": "",
      ]) == "<Title/><Phone use=\"main\"/><Note/>")
  }

  @Test("members stand in the order of their keys, numbers by their size; half a person is left out")
  func order() throws {
    var fields: [String: String] = ["ContactPerson[Id=Q]/Function": "Chef"]
    for key in ["10", "B", "9", "A"] { fields["ContactPerson[Id=\(key)]/FamilyName"] = "F" }
    let root = try #require(try document(fields).root)
    #expect(root.children.compactMap { $0.token(at: "Id") } == ["9", "10", "A", "B"])
  }

  @Test("a deleted record, keys, stage and version are written where they belong")
  func frame() throws {
    let root = try #require(
      try shape.document(
        keys: (crm: nil, erp: "0001"), stage: .customer, version: RecordVersion(sequence: 3, changed: version.changed),
        fields: [FieldName("Kind"): "person", FieldName("Name"): "N"], deleted: true
      ).root)
    #expect(
      Sample.content(of: root)
        == "<Customer changed=\"2026-11-24T08:00:00.000Z\" deleted=\"true\" sequence=\"3\"><ErpNumber>0001</ErpNumber>"
        + "<Stage>customer</Stage><Kind>person</Kind><Name>N</Name></Customer>")
  }

  @Test(
    "what cannot be written says which field it is",
    arguments: [
      ("Name", ""), ("Nmae", "x"), ("Phone", "1"), ("Phone[use=home]", "1"), ("ContactPerson[Id=1]", "x"),
      ("Address[id=1]", "Weg 3"), ("Address[id=1]", "<Address"), ("Address[id=1]", "<Note/>"),
      ("Address[id=1]", "<Address/><Address/>"), ("Address[id=1]", "<Address/></Records><Records>"),
      ("BankAccount[IBAN=DE89370400440532013000]", "<BankAccount><IBAN>AT611904300234573201</IBAN></BankAccount>"),
      ("Note", "plain"), ("*", "x"),
    ])
  func impossible(name: String, value: String) throws {
    let error = #expect(throws: XMLEngineError.self) { try document([name: value]) }
    #expect(error?.code == .input)
    #expect(error?.subject == name)
  }

  @Test("the pre-flight names what a customer lacks")
  func missing() {
    #expect(shape.missing(in: [:]).map(\.text) == ["Kind", "Name"])
    #expect(shape.missing(in: [FieldName("Kind"): "person", FieldName("Name"): ""]).map(\.text) == ["Name"])
  }

  @Test("only a customer is merged field by field")
  func entities() {
    #expect(Entity.allCases.filter { EntityShape.of($0) != nil } == [.customer])
  }
}
