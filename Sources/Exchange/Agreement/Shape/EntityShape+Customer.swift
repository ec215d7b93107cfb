extension EntityShape {
  /// Keys and stage are no fields: they belong to the exchange itself.
  package static let customer = EntityShape(
    entity: .customer,
    parts: [
      Part(name: "Kind", content: .value, presence: .required),
      Part(name: "Name", content: .value, presence: .required),
      Part(name: "Salutation", content: .value, presence: .neverEmpty),
      Part(name: "Title", content: .value),
      Part(name: "FirstName", content: .value),
      Part(name: "FamilyName", content: .value),
      Part(
        name: "Address",
        content: .whole(
          Key(name: "id", isAttribute: true, values: nil), also: ["type": ["main", "invoice", "delivery"]])),
      Part(name: "Phone", content: .point(use)),
      Part(name: "Mobile", content: .point(use)),
      Part(name: "Fax", content: .point(use)),
      Part(name: "Email", content: .point(use)),
      Part(name: "Web", content: .point(use)),
      Part(name: "ContactPerson", content: .group(Key(name: "Id", isAttribute: false, values: nil), contactPerson)),
      Part(name: "VatId", content: .value),
      Part(name: "RegisterNumber", content: .value),
      Part(name: "BankAccount", content: .whole(Key(name: "IBAN", isAttribute: false, values: nil), also: [:])),
      Part(name: "PaymentTerms", content: .value, presence: .neverEmpty),
      Part(name: "Currency", content: .value, presence: .neverEmpty),
      Part(name: "Language", content: .value, presence: .neverEmpty),
      Part(name: "PriceList", content: .value, presence: .neverEmpty),
      Part(name: "TaxClass", content: .value, presence: .neverEmpty),
      Part(name: "CreditLimit", content: .value, presence: .neverEmpty),
      Part(name: "DunningBlock", content: .value, presence: .neverEmpty),
      Part(name: "DeliveryBlock", content: .value, presence: .neverEmpty),
      Part(name: "SalesRepresentative", content: .value),
      Part(name: "Segment", content: .value),
      Part(name: "Campaign", content: .value),
      Part(name: "Source", content: .value),
      Part(name: "Consent", content: .whole(purpose, also: [:])),
      Part(name: "Note", content: .list),
    ])

  private static let contactPerson = [
    Part(name: "Salutation", content: .value, presence: .neverEmpty),
    Part(name: "Title", content: .value),
    Part(name: "FirstName", content: .value),
    Part(name: "FamilyName", content: .value, presence: .required),
    Part(name: "Function", content: .value),
    Part(name: "Department", content: .value),
    Part(name: "Language", content: .value, presence: .neverEmpty),
    Part(name: "Phone", content: .point(use)),
    Part(name: "Mobile", content: .point(use)),
    Part(name: "Fax", content: .point(use)),
    Part(name: "Email", content: .point(use)),
  ]

  private static let use = Key(
    name: "use", isAttribute: true,
    values: ["main", "sales", "purchasing", "accounting", "delivery", "private", "other"])

  private static let purpose = Key(
    name: "purpose", isAttribute: true, values: ["email", "phone", "post", "newsletter"])
}
