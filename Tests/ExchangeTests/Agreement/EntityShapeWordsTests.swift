import Exchange
import Testing
import XMLEngine

@Suite("Fields as people write and read them")
struct EntityShapeWordsTests {
  private let shape = EntityShape.customer

  @Test(
    "a pattern finds the fields that it is about, fresh from a record or out of the ledger",
    arguments: [
      ("*", 9), ("Address", 2), ("Address/*", 2), ("Address[type=invoice]", 1), ("Address[type=delivery]", 0),
      ("Address[id=7]", 1), ("ContactPerson", 3), ("ContactPerson/*", 3), ("ContactPerson/Email", 2),
      ("ContactPerson/Email[use=main]", 2), ("ContactPerson/Email/preferred", 1), ("ContactPerson[Id=P%5D1]", 3),
      ("Phone[use=main]", 1), ("Name", 1),
    ])
  func patterns(text: String, count: Int) throws {
    let record = try Sample.customer(
      """
      <Address id="1" type="main"><Country>DE</Country></Address>
      <Address id="7" type="invoice"><Country>DE</Country></Address>
      <Phone use="main">1</Phone><Fax use="main">1</Fax>
      <ContactPerson><Id>P]1</Id><FamilyName>W</FamilyName><Email use="main" preferred="1">a@b</Email></ContactPerson>
      """)
    let pattern = try #require(FieldPattern(text))
    let readings = shape.fields(of: record)
    #expect(readings.count == 9)
    #expect(readings.filter { pattern.matches($0.place) }.count == count)
    #expect(readings.filter { pattern.matches(shape.place(of: $0.name, value: $0.value)) }.count == count)
    #expect(shape.isKnown(pattern))
  }

  @Test(
    "a pattern that no field can match is found",
    arguments: [
      ("Name", true), ("Name/*", true), ("Phone/preferred", true), ("ContactPerson/Phone[use=sales]", true),
      ("ContactPerson[Id=P-7]", true), ("ContactPerson/preferred", true), ("Consent[purpose=newsletter]", true),
      ("BankAccount[IBAN=DE1]", true), ("Note", true), ("Nmae", false), ("CrmId", false), ("Stage", false),
      ("Address/StreetName", false), ("Address[type=home]", false), ("Address[use=main]", false),
      ("Phone[use=home]", false), ("Phone[type=main]", false), ("Name[use=main]", false), ("Name/preferred", false),
      ("ContactPerson/Web", false), ("ContactPerson/Id", false), ("ContactPerson[id=1]", false),
      ("Address/preferred", false),
    ])
  func known(text: String, isKnown: Bool) throws {
    #expect(shape.isKnown(try #require(FieldPattern(text))) == isKnown)
  }

  @Test(
    "a person's value becomes the one that records give",
    arguments: [
      ("Name", " Müller  GmbH ", "Müller GmbH"), ("CreditLimit", "1000.00", "1000"), ("DunningBlock", "1", "true"),
      ("Phone[use=main]", " +49 30 ", "+49 30"), ("Phone[use=main]/preferred", "false", ""),
      ("Phone[use=main]/preferred", "1", "true"), ("Note", "a < b", "<Note>a &lt; b</Note>"), ("Note", " ", ""),
      ("Note", "<Note>a</Note> <Note/>", "<Note>a</Note>"), ("Title", "\n", ""),
      (
        "Address[id=1]", "<Address id='1' type='main'> <Country> DE </Country></Address>",
        "<Address type=\"main\"><Country>DE</Country></Address>"
      ),
      ("Consent[purpose=email]", "<Consent given='0' purpose='email'/>", "<Consent given=\"false\"/>"),
      ("ContactPerson[Id=1]/FamilyName", "W", "W"),
    ])
  func normal(name: String, written: String, value: String) throws {
    #expect(try shape.normal(written, for: FieldName(name)) == value)
    #expect(try shape.normal(value, for: FieldName(name)) == value)
  }

  @Test(
    "a person's value that is none is refused",
    arguments: [
      ("CreditLimit", "1.000,00"), ("DunningBlock", "ja"), ("Nmae", "x"), ("Address[id=1]", "Weg 3"),
      ("Address[id=1]", "<Address id='2' type='main'><Country>DE</Country></Address>"), ("Note", "<Note>"),
      ("ContactPerson[Id=1]", "x"),
    ])
  func refused(name: String, written: String) throws {
    let error = #expect(throws: XMLEngineError.self) { try shape.normal(written, for: FieldName(name)) }
    #expect(error?.subject == name)
  }

  @Test(
    "values are shown on one line",
    arguments: [
      ("Müller", "Müller"), ("", ""), ("<Adresse", "<Adresse"), ("<Address", "<Address"),
      (
        """
        <Address type="main"><StreetName>Weg</StreetName><BuildingNumber>3</BuildingNumber>\
        <PostalZone>01067</PostalZone><CityName>Dresden</CityName><Country>DE</Country></Address>
        """, "Weg 3, 01067 Dresden, DE"
      ),
      ("<Consent date=\"2026-01-05\" given=\"true\"/>", "given, 2026-01-05"),
      ("<BankAccount><IBAN>DE1</IBAN><BIC>C</BIC></BankAccount>", "DE1, C"),
      ("<Note>a\nb</Note><Note>c &amp; d</Note>", "a b; c & d"),
    ])
  func display(value: String, shown: String) {
    #expect(shape.display(value) == shown)
  }
}
