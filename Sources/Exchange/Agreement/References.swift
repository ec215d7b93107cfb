package import XMLEngine

/// A place in a canonical record that names another business object, by the CRM's key, the ERP's, or both.
package struct Reference {
  package let entity: Entity
  package let crmId: String?
  package let erpNumber: String?
  /// The element in which the keys stand.
  package let element: XMLElement

  /// Nil where no key stands there.
  fileprivate init?(_ entity: Entity, _ element: XMLElement) {
    func key(_ name: String) -> String? { element.token(at: name).flatMap { $0.isEmpty ? nil : $0 } }
    self.entity = entity
    self.element = element
    crmId = key(Self.crmName(entity))
    erpNumber = key(Self.erpName)
    guard crmId != nil || erpNumber != nil else { return nil }
  }

  fileprivate static let erpName = "ErpNumber"

  fileprivate static func crmName(_ entity: Entity) -> String { entity == .order ? "OrderId" : "CrmId" }
}

/// The references of a canonical record.
package enum References {
  /// Both keys of a business object, as far as they are known.
  package struct Keys: Hashable, Sendable {
    package var crmId: String?
    package var erpNumber: String?

    package init(crmId: String?, erpNumber: String?) {
      self.crmId = crmId
      self.erpNumber = erpNumber
    }
  }

  /// All of them, in the order in which they stand. That of an order status to its order is among them.
  package static func all(in record: XMLElement) -> [Reference] {
    places(in: record).compactMap { Reference($0, $1) }
  }

  /// The business object itself, where both systems have keys for it.
  package static func itself(_ record: XMLElement) -> Reference? {
    switch Entity(rawValue: record.name) {
    case .customer: Reference(.customer, record)
    case .order: Reference(.order, record)
    default: nil
    }
  }

  private static func places(in record: XMLElement) -> [(Entity, XMLElement)] {
    func customer(in element: XMLElement?) -> [(Entity, XMLElement)] {
      element?.child("Customer").map { [(.customer, $0)] } ?? []
    }
    switch Entity(rawValue: record.name) {
    case .order:
      return customer(in: record) + customer(in: record.child("InvoiceParty"))
        + customer(in: record.child("DeliveryParty"))
    case .orderStatus:
      return [(.order, record)] + customer(in: record)
    case .invoice:
      return record.children.filter { $0.name == "OrderReference" }.map { (.order, $0) } + customer(in: record)
    case .reminder:
      return customer(in: record)
    case .customer, .confirmation, .decision, nil:
      return []
    }
  }
}

extension Reference {
  /// Adds the key that is missing where the other one is there, so that each system finds its own in a document for it.
  /// A key that is there stays. Changes the document of ``element``.
  package func complete(_ keys: References.Keys) throws(XMLEngineError) {
    let crmName = Self.crmName(entity)
    if crmId == nil, let key = keys.crmId { try element.insert(crmName, key, .first) }
    if erpNumber == nil, let key = keys.erpNumber {
      try element.insert(Self.erpName, key, element.child(crmName).map { .after($0) } ?? .first)
    }
  }

  /// Puts the keys of the record that it means in the place of others, such as a former one or one that a person linked:
  /// where both stand in one document, whoever reads it finds the one by the other.
  func point(to record: XMLElement) throws(XMLEngineError) {
    for name in [Self.crmName(entity), Self.erpName] {
      guard let key = record.token(at: name), let own = element.child(name), own.token != key else { continue }
      try own.setText(key)
    }
  }
}
