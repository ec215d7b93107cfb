import Exchange
import Simulated
import XMLEngine

/// Valid canonical customers by chance, with values spelled in every way that the schema allows.
struct RandomCustomer {
  private var dice: Dice

  static let uses = ["main", "sales", "purchasing", "accounting", "delivery", "private", "other"]

  init(seed: UInt64) {
    dice = Dice(seed: seed)
  }

  mutating func document() throws -> XMLDocument {
    let document = try XMLDocument(root: "Customer", namespace: Format.canonicalNamespace)
    guard let root = document.root else { return document }
    try root.setAttribute("changed", to: "2026-11-\(dice.number(10...28))T08:00:00+01:00")
    if dice.coin() { try root.setAttribute("sequence", to: String(dice.number(1...999))) }
    try root.insert("CrmId", "K-1")
    try root.insert("Kind", dice.coin() ? "organisation" : " person ")
    try root.insert("Name", text(longest: 40))
    try maybe("Salutation", ["mr", "ms", "neutral"], in: root)
    for name in ["Title", "FirstName", "FamilyName"] { try maybeText(name, in: root) }
    for id in ids("A") { try addAddress(id, to: root) }
    for name in ["Phone", "Mobile", "Fax", "Email", "Web"] { try addPoints(name, to: root) }
    for id in ids("P") { try addPerson(id, to: root) }
    for name in ["VatId", "RegisterNumber"] { try maybeText(name, in: root, longest: 12) }
    for iban in ["DE89370400440532013000", "AT611904300234573201"] where dice.coin() {
      let account = try root.insert("BankAccount")
      try account.insert("IBAN", iban)
      try maybe("BIC", ["COBADEFFXXX", "BKAUATWW"], in: account)
      if dice.coin() { try account.insert("AccountHolder", text(longest: 20)) }
    }
    for name in ["PaymentTerms", "Currency", "Language", "PriceList", "TaxClass"] {
      try maybe(name, ["NET30", " EUR", "d e"], in: root)
    }
    try maybe("CreditLimit", ["15000", "15000.00", "+0.50", "-0", "000.1", ".5", "7."], in: root)
    for name in ["DunningBlock", "DeliveryBlock"] { try maybe(name, ["true", "false", "1", "0", " 1 "], in: root) }
    for name in ["SalesRepresentative", "Segment", "Campaign", "Source"] { try maybeText(name, in: root) }
    for purpose in ["email", "phone", "post", "newsletter"] where dice.coin() {
      let consent = try root.insert("Consent")
      try consent.setAttribute("purpose", to: purpose)
      try consent.setAttribute("given", to: dice.coin() ? "1" : "false")
      if dice.coin() { try consent.setAttribute("date", to: "2026-01-05") }
    }
    for _ in 0..<dice.number(0...3) { try root.insert("Note", dice.coin() ? "" : "\(text(longest: 9))\r\n  zwei\t") }
    return document
  }

  // MARK: - Parts

  private mutating func addAddress(_ id: String, to root: XMLElement) throws {
    let address = try root.insert("Address")
    try address.setAttribute("type", to: pick(["main", "invoice", "delivery"]))
    try address.setAttribute("id", to: id)
    if dice.coin() { try address.insert("Name", text(longest: 20)) }
    for name in ["StreetName", "BuildingNumber", "AdditionalStreetName", "PostalZone", "CityName", "CountrySubentity"] {
      try maybeText(name, in: address, longest: 6)
    }
    try address.insert("Country", pick(["DE", "AT", " CH "]))
  }

  private mutating func addPoints(_ name: String, to element: XMLElement) throws {
    for use in Self.uses where dice.number(1...4) == 1 {
      let point = try element.insert(name, dice.number(1...6) == 1 ? "" : text(longest: 30))
      try point.setAttribute("use", to: use)
      if dice.number(1...3) == 1 { try point.setAttribute("preferred", to: pick(["true", "false", "1", "0"])) }
    }
  }

  private mutating func addPerson(_ id: String, to root: XMLElement) throws {
    let person = try root.insert("ContactPerson")
    if dice.coin() { try person.setAttribute("preferred", to: pick(["true", "0"])) }
    try person.insert("Id", id)
    try maybe("Salutation", ["mr", "ms"], in: person)
    for name in ["Title", "FirstName"] { try maybeText(name, in: person) }
    try person.insert("FamilyName", text(longest: 20))
    for name in ["Function", "Department"] { try maybeText(name, in: person) }
    try maybe("Language", ["de", "en"], in: person)
    for name in ["Phone", "Mobile", "Fax", "Email"] { try addPoints(name, to: person) }
  }

  // MARK: - Values

  private mutating func ids(_ prefix: String) -> [String] {
    ["1", "2", "10", prefix, "\(prefix)]/[=%5D", "\(prefix) &\"<"].filter { _ in dice.number(1...3) == 1 }.shuffled(
      using: &dice)
  }

  private mutating func pick(_ values: [String]) -> String { values[dice.number(0...values.count - 1)] }

  private mutating func maybe(_ name: String, _ values: [String], in element: XMLElement) throws {
    if dice.coin() { try element.insert(name, pick(values)) }
  }

  private mutating func maybeText(_ name: String, in element: XMLElement, longest: Int = 30) throws {
    if dice.coin() { try element.insert(name, dice.number(1...5) == 1 ? "" : text(longest: longest)) }
  }

  /// Not empty, for it begins with a letter.
  private mutating func text(longest: Int) -> String {
    let letters = Array("abcÄöüß 12  ,.-&<>\"'%[]/=\u{E9}\u{1F4E6}\t\n")
    let rest = (0..<dice.number(0...longest - 1)).map { _ in letters[dice.number(0...letters.count - 1)] }
    return "x" + String(rest)
  }
}
