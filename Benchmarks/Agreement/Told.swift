import Exchange

/// A record to decide, as canonical text. Everything in it follows from numbers, so that both ledgers are told the same.
struct Told {
  let entity: Entity
  let key: String
  /// The element without the namespace.
  let text: String

  /// What a CRM knows of a company: about twenty fields.
  static func customer(_ number: Int, sequence: Int = 1, phone: Int = 0) -> Told {
    let text = """
      <Customer changed="2026-11-24T07:00:0\(sequence)+01:00" sequence="\(sequence)"><CrmId>\(key(number))</CrmId>\
      <Stage>lead</Stage><Kind>organisation</Kind><Name>Kühn Gerätebau \(number) GmbH</Name>\
      <Address type="main" id="1"><StreetName>Fährstraße</StreetName><BuildingNumber>\(number % 140 + 1)</BuildingNumber>\
      <PostalZone>23552</PostalZone><CityName>Lübeck</CityName><Country>DE</Country></Address>\
      <Address type="invoice" id="2"><StreetName>Postfach \(number % 9000 + 1000)</StreetName>\
      <PostalZone>23552</PostalZone><CityName>Lübeck</CityName><Country>DE</Country></Address>\
      <Address type="delivery" id="3"><Name>Kühn, Lager \(number % 9 + 1)</Name><StreetName>Ostra-Ufer</StreetName>\
      <BuildingNumber>\(number % 97 + 1)</BuildingNumber><AdditionalStreetName>Tor 3, bis 15 Uhr</AdditionalStreetName>\
      <PostalZone>01067</PostalZone><CityName>Dresden</CityName><Country>DE</Country></Address>\
      <Phone use="main" preferred="true">+49451\(1_000_000 + number)\(phone)</Phone>\
      <Email use="main">info@kunde\(number).example</Email><ContactPerson preferred="true"><Id>P-\(number)</Id>\
      <FirstName>Jördis</FirstName><FamilyName>Weiß</FamilyName><Function>Einkauf</Function>\
      <Email use="purchasing">einkauf@kunde\(number).example</Email></ContactPerson><PaymentTerms>NET30</PaymentTerms>\
      <Currency>EUR</Currency><Language>de</Language><SalesRepresentative>M. Özdemir</SalesRepresentative>\
      <Note>Stammkunde; bitte auf die Lieferadresse achten.</Note></Customer>
      """
    return Told(entity: .customer, key: key(number), text: text)
  }

  /// An order of two lines.
  static func order(_ order: Int, of customer: Int) -> Told {
    let id = "SO-\(customer)-\(order)"
    let text = """
      <Order changed="2026-11-25T08:00:00+01:00"><OrderId>\(id)</OrderId><IssueDate>2026-11-25</IssueDate>\
      <Customer><CrmId>\(key(customer))</CrmId></Customer><CustomerReference>Best. 2026/\(order)</CustomerReference>\
      <DeliveryParty><ContactName>Jördis Weiß</ContactName><Address><Name>Kühn, Lager</Name>\
      <StreetName>Ostra-Ufer</StreetName><BuildingNumber>\(customer % 140 + 1)</BuildingNumber>\
      <PostalZone>01067</PostalZone><CityName>Dresden</CityName><Country>DE</Country></Address></DeliveryParty>\
      <Currency>EUR</Currency><RequestedDeliveryDate>2026-12-15</RequestedDeliveryDate>\
      <PaymentTerms>NET30</PaymentTerms><SalesRepresentative>M. Özdemir</SalesRepresentative>\
      <Note>Lieferung bitte avisieren</Note><Lines>\(line(10, customer))\(line(20, order))</Lines></Order>
      """
    return Told(entity: .order, key: id, text: text)
  }

  private static func line(_ number: Int, _ seed: Int) -> String {
    """
    <Line><Number>\(number)</Number><ItemId>ART-\(10_000 + seed % 64)</ItemId><Name>Schäkel gerade, \(seed % 9) mm</Name>\
    <Quantity>\(seed % 97 + 1)</Quantity><Unit>C62</Unit><UnitPrice>\(seed % 4987 + 95).50</UnitPrice>\
    <DiscountPercent>5</DiscountPercent><TaxCategory>S</TaxCategory><TaxRate>19</TaxRate></Line>
    """
  }

  /// The ERP has booked a customer.
  static func confirmation(of customer: Int) -> Told {
    let text = """
      <Confirmation changed="2026-11-26T10:00:00Z"><Entity>Customer</Entity><Key>\(key(customer))</Key>\
      <Outcome>imported</Outcome><AssignedKey>D\(customer)</AssignedKey></Confirmation>
      """
    return Told(entity: .confirmation, key: key(customer), text: text)
  }

  private static func key(_ customer: Int) -> String { "K-\(customer)" }
}
