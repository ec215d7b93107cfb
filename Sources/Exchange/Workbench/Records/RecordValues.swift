/// Values for the fields of canonical records, such as stand in the files of real systems.
struct RecordValues {
  private var state: UInt64
  private let words: [String: [String]]
  private var serial = 0

  init(words: [String: [String]], seed: UInt64) {
    self.words = words
    state = seed
  }

  // MARK: - Chance

  /// SplitMix64, so that a seed means the same records everywhere.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  mutating func chance(_ likelihood: Double) -> Bool { Double(next() % 1_000_000) < likelihood * 1_000_000 }

  mutating func one(of list: [String]) -> String { list[number(0...list.count - 1)] }

  private mutating func some(_ count: Int, of list: [String]) -> [String] {
    var rest = list
    return (0..<min(count, list.count)).map { _ in rest.remove(at: number(0...rest.count - 1)) }
  }

  // MARK: - Groups

  /// What tells the members of a group apart, by attribute or child; `.` is the text of the element itself.
  mutating func keys(of name: String, in parent: String, _ count: Int) -> [[String: String]] {
    switch (name, parent) {
    case ("Phone", _), ("Mobile", _), ("Fax", _), ("Email", _), ("Web", _):
      let others = ["sales", "purchasing", "accounting", "delivery", "private", "other"]
      return (["main"] + some(max(0, count - 1), of: others)).map { ["use": $0] }
    case ("Address", "Customer"):
      return (0..<count).map { ["id": String($0 + 1), "type": ["main", "invoice"].dropFirst($0).first ?? "delivery"] }
    case ("Consent", _): return some(count, of: ["email", "phone", "post", "newsletter"]).map { ["purpose": $0] }
    case ("ContactPerson", _): return (0..<count).map { ["Id": "P-\($0 + 7)"] }
    case ("BankAccount", _): return some(count, of: Self.accounts).map { ["IBAN": $0] }
    case ("Line", _):
      let step = one(of: ["1", "10"]) == "1" ? 1 : 10
      return (1...max(1, count)).map { ["Number": String($0 * step)] }
    default: return []
    }
  }

  // MARK: - Values

  mutating func value(of name: String, in parent: String, _ type: ValueType) -> String {
    if let words = words[name], !words.isEmpty { return one(of: words) }
    if !type.words.isEmpty { return one(of: type.words) }
    serial += 1
    if let known = Self.known[name] { return one(of: known) }
    switch (name, parent) {
    case ("CrmId", _): return one(of: ["K-", ""]) + String(number(10000...99999))
    case ("OrderId", _): return one(of: ["SO-", "2026-", ""]) + String(number(1000...99999))
    case ("ErpNumber", _): return "00000" + String(number(10000...99999))
    case ("InvoiceNumber", _): return "RE-2026-" + String(number(1000...9999) * 100 + serial % 100)
    case ("ReminderId", _): return "MA-" + String(number(1000...9999))
    case ("DocumentId", _): return String(number(100000...999999)) + "-1-1"
    case ("Phone", _), ("Mobile", _), ("Fax", _):
      return one(of: ["+49", "+43", "+41"]) + String(number(100_000_000...999_999_999))
    case ("Email", _): return one(of: Self.families).lowercased() + "\(serial)@example.com"
    case ("Web", _): return "https://www.example.com/\(serial)"
    case ("VatId", _): return "DE" + String(number(100_000_000...999_999_999))
    case ("RegisterNumber", _): return "Amtsgericht Lübeck, HRB " + String(number(100...9999))
    case ("Quantity", _), ("ConfirmedQuantity", _): return one(of: ["1", "3", "12", "250", "2.5", "0.25"])
    case ("UnitPrice", _): return one(of: ["49.90", "0.85", "1250.00", "7.5", "100", "0.0425"])
    case ("Name", "Line"):
      return one(of: ["Tauwerk 12 mm", "Schäkel, verzinkt", "Fender 30 × 90", "Leuchtfeuer <LED> & Halter"])
    case ("Code", _): return "E\(number(100...999))"
    case ("Level", _): return String(number(1...3))
    default: return plain(type)
    }
  }

  private mutating func plain(_ type: ValueType) -> String {
    switch type.base {
    case "boolean": return one(of: ["true", "false"])
    case "date": return "2026-\(two(1...12))-\(two(1...28))"
    case "dateTime":
      return "2026-\(two(1...12))-\(two(1...28))T\(two(8...17)):\(two(0...59)):00" + one(of: ["Z", "+01:00"])
    case "decimal": return "\(number(1...4999)).\(two(0...99))"
    case "integer", "positiveInteger", "nonNegativeInteger": return String(number(1...99))
    case "string":
      return one(of: ["Bitte vorher anrufen", "Lieferung nur vormittags.\nTor 3, Herr Löw", "Rückfragen: Büro"])
    default:
      let text = one(of: ["Nord", "Süd", "Ost", "West"]) + " " + String(number(1...999))
      return String(text.prefix(type.maxLength ?? 100))
    }
  }

  private mutating func two(_ range: ClosedRange<Int>) -> String {
    let number = number(range)
    return number < 10 ? "0\(number)" : String(number)
  }

  private static let accounts = ["DE89370400440532013000", "AT611904300234573201", "DE02120300000000202051"]
  private static let families = ["Petersen", "Loew", "Nowak", "Hansen"]

  /// Values by the name of their field, wherever it is.
  private static let known: [String: [String]] = [
    "Name": ["Hansa Tauwerk GmbH", "Reederei Löw & Söhne KG", "Seilerei Nowak"],
    "FirstName": ["Ulla", "Jörg", "Ana María"], "FamilyName": ["Petersen", "Löw", "Nowak", "von der Heide"],
    "Title": ["Dr.", "Prof."], "ContactName": ["Ulla Petersen", "Jörg Löw"], "AccountHolder": ["Hansa Tauwerk GmbH"],
    "StreetName": ["Lange Straße", "Straße des 17. Juni", "Werftallee"], "BuildingNumber": ["7", "12a", "135"],
    "AdditionalStreetName": ["Hinterhaus", "3. Stock"], "PostalZone": ["01067", "23552", "8001"],
    "CityName": ["Dresden", "Lübeck", "Zürich"], "CountrySubentity": ["Sachsen", "Zürich"],
    "Country": ["DE", "AT", "CH"],
    "Currency": ["EUR", "CHF", "USD"], "Language": ["de", "en", "fr"], "Unit": ["C62", "KGM", "HUR"],
    "TaxCategory": ["S"], "TaxRate": ["19", "7"], "TypeCode": ["380"], "PaymentTerms": TraceVocabulary.terms,
    "TaxClass": ["domestic", "intra-community", "export"], "Incoterms": ["EXW", "FCA", "DAP", "DDP"],
    "Place": ["Lübeck", "Hamburg"], "GTIN": ["4006381333931", "5901234123457", "96385074"],
    "BIC": ["COBADEFFXXX", "BKAUATWW"], "PriceBase": ["1", "10", "100"], "DiscountPercent": ["5", "12.5", "3"],
    "Function": ["Einkaufsleitung", "Werkstatt"], "Department": ["Einkauf", "Lager"],
    "ItemId": ["4711", "T-100.12", "00815"], "PriceList": ["A", "B"],
  ]
}
