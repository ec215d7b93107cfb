import Exchange
import Testing

@Suite("By what a customer is recognised")
struct IdentifierTests {
  private func identifiers(_ fields: [String: String]) -> [String] {
    let named = Dictionary(uniqueKeysWithValues: fields.map { (FieldName($0.key), $0.value) })
    return Identifier.all(of: named).map { "\($0.kind.rawValue) \($0.value)" }.sorted()
  }

  private func address(_ type: String, _ zip: String) -> String {
    "<Address type=\"\(type)\"><PostalZone>\(zip)</PostalZone><Country>DE</Country></Address>"
  }

  @Test(
    "names that people take for the same",
    arguments: [
      ("Lüders & Söhne GmbH & Co. KG", "lueders soehne"), ("LUEDERS UND SOEHNE GMBH & CO KG", "lueders soehne"),
      ("Lüders u. Söhne GmbH&Co.KG", "lueders soehne"), ("Lu\u{308}ders + So\u{308}hne", "lueders soehne"),
      ("Gebr. Weiß OHG", "gebr weiss"), ("Gebr. Weiss o.H.G.", "gebr weiss"), ("Café Zoë e.K.", "cafe zoe"),
      ("Cafe Zoe, e. K.", "cafe zoe"), ("Hölzl Ges.m.b.H.", "hoelzl"), ("Müller GmbH Dresden", "mueller dresden"),
      ("Müller-Dresden GmbH", "mueller dresden"), ("Start UG (haftungsbeschränkt)", "start"), ("Nord AG", "nord"),
      ("AG Weser", "ag weser"), ("GmbH", "gmbh"), ("Smith & Sons Ltd.", "smith sons"), ("ACME, Inc.", "acme"),
      ("Dupont S.A.R.L.", "dupont"), ("Dupont et Fils SARL", "dupont fils"), ("Rossi S.p.A.", "rossi"),
      ("Łódź Sp. z o.o.", "lodz"), ("Meyer & Co.", "meyer"), ("Meyer Co Working GmbH", "meyer co working"),
      ("Bäckerei 1a", "baeckerei 1a"), ("Gesellschaft für Kunst mbH", "gesellschaft fuer kunst"),
      ("Handel Gesellschaft mit beschränkter Haftung", "handel"),
    ])
  func names(name: String, normal: String) {
    #expect(
      identifiers(["Name": name, "Address[id=1]": address("main", "01067")]) == ["name-and-zip \(normal) 01067"])
  }

  @Test("a name counts only with a zip code: that of the main address, or else of the first that has one")
  func zips() {
    let main = address("main", "01067")
    #expect(identifiers(["Name": "A"]) == [])
    #expect(identifiers(["Name": "", "Address[id=1]": main]) == [])
    #expect(identifiers(["Name": "&", "Address[id=1]": main]) == [])
    #expect(
      identifiers(["Name": "A", "Address[id=1]": "<Address type=\"main\"><Country>DE</Country></Address>"]) == [])
    #expect(
      identifiers(["Name": "A", "Address[id=1]": address("invoice", "2"), "Address[id=2]": main])
        == ["name-and-zip a 01067"])
    #expect(
      identifiers(["Name": "A", "Address[id=2]": address("delivery", "3"), "Address[id=1]": address("invoice", "2")])
        == ["name-and-zip a 2"])
    #expect(identifiers(["Name": "A", "Address[id=1]": address("main", "SW1A 1aa")]) == ["name-and-zip a SW1A1AA"])
  }

  @Test(
    "a VAT id without what is written around it",
    arguments: [("DE136695976", "DE136695976"), ("de 136.695-976", "DE136695976"), ("ATU12345678", "ATU12345678")])
  func vatIds(written: String, normal: String) {
    #expect(identifiers(["VatId": written]) == ["vat-id \(normal)"])
  }

  @Test(
    "a telephone number counts with its country only",
    arguments: [
      ("+49221123456", "+49221123456"), ("+49 (0)221 / 12 34-56", "+49221123456"), ("+49 221 12.34.56", "+49221123456"),
      ("0221/12 34 567", nil), ("0049221123456", nil), ("+49", nil), ("+", nil), ("", nil), ("+49 22x 123456", nil),
      ("+1234567890123456", nil), ("+49\u{A0}221 123456", "+49221123456"),
    ])
  func phones(written: String, normal: String?) {
    let expected = normal.map { ["phone \($0)"] } ?? []
    #expect(identifiers(["Phone[use=main]": written]) == expected)
    #expect(identifiers(["Mobile[use=sales]": written]) == expected)
  }

  @Test("each e-mail address of the customer counts, those of its people do not; nor does what is empty")
  func emails() {
    #expect(
      identifiers([
        "Email[use=main]": "Info@Example.ORG", "Email[use=accounting]": "rechnung@example.org",
        "Email[use=sales]": "", "Email[use=main]/preferred": "true", "VatId": "",
        "ContactPerson[Id=1]/Email[use=main]": "p@example.org", "ContactPerson[Id=1]/Phone[use=main]": "+49221123456",
        "Fax[use=main]": "+49221123457",
      ]) == ["email info@example.org", "email rechnung@example.org"])
  }
}
