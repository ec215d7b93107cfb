import XMLEngine

/// Records that travel as a whole, with the keys by which their receiver knows what they name.
extension Composer {
  /// A copy of a record as its sender told it, for a system, with what goes along with it there.
  func whole(_ record: XMLElement, from sender: System, for system: System) throws -> Composed? {
    let document = try record.document.extracting(record)
    guard let root = document.root else { return nil }
    let companions = try companions(of: root, from: sender, for: system)
    try completeReferences(in: root, from: sender, for: system)
    return Composed(root: root, document: document, companions: companions)
  }

  /// The customers that a record names and its receiver wants along with it, each once, in the order of the record.
  private func companions(of root: XMLElement, from sender: System, for system: System) throws -> [Companion] {
    guard let kind = Entity(rawValue: root.name), terms.goesAlong(.customer, with: kind, to: system) else { return [] }
    var found: [Companion] = []
    for reference in References.all(in: root) where reference.entity == .customer {
      guard let customer = try entity(of: Named(reference), from: sender) else { continue }
      if let known = found.first(where: { $0.entity.id == customer.id }) {
        try reference.point(to: known.record.root)
      } else if let record = try self.customer(customer, for: system, isWhole: true) {
        try reference.point(to: record.root)
        found.append(Companion(entity: customer, key: customer.key(for: system, terms), record: record))
      }
    }
    return found
  }

  /// Adds to every reference the key that the receiver knows it by.
  private func completeReferences(in root: XMLElement, from sender: System, for system: System) throws {
    for reference in References.all(in: root) + [References.itself(root)].compactMap(\.self) {
      guard let keys = try entity(of: Named(reference), from: sender)?.keys else { continue }
      try reference.complete(
        References.Keys(
          crmId: terms.key(.crm, among: keys, from: sender.name, for: system),
          erpNumber: terms.key(.erp, among: keys, from: sender.name, for: system)))
    }
  }

  /// Where the keys of a reference are looked up.
  private func places(of reference: Named, from sender: System) -> [(system: String, key: String)] {
    [
      (reference.crmId, terms.crmSystem(besides: sender)), (reference.erpNumber, terms.erpSystem(besides: sender)),
    ].compactMap { key, system in
      guard let key, let system else { return nil }
      return (system, key)
    }
  }

  /// The entity that a reference means; nil where it is not known.
  ///
  /// - Throws: ``NotAgreed`` where its two keys belong to different ones.
  func entity(of reference: Named, from sender: System) throws -> EntityState? {
    var found: EntityState?
    for (system, key) in places(of: reference, from: sender) {
      guard let entity = try memory.entity(reference.entity, system: system, key: key) else { continue }
      if let found, found.id != entity.id {
        throw NotAgreed(
          .keyOfAnother, value: key,
          "The reference to \(found.name) comes with the key \(key) of \(system), which belongs to \(entity.name). Correct "
            + "the reference; nothing was sent.")
      }
      found = entity
    }
    return found
  }
}

/// Whom a reference names, by the CRM's key, the ERP's, or both.
struct Named {
  var entity: Entity
  var crmId: String?
  var erpNumber: String?

  init(_ entity: Entity, crmId: String?, erpNumber: String?) {
    self.entity = entity
    self.crmId = crmId
    self.erpNumber = erpNumber
  }

  /// Whom a customer's own record is about.
  init(customer record: XMLElement) {
    self.init(.customer, crmId: record.token(at: "CrmId"), erpNumber: record.token(at: "ErpNumber"))
  }

  init(_ reference: Reference) {
    self.init(reference.entity, crmId: reference.crmId, erpNumber: reference.erpNumber)
  }

  var key: String { crmId ?? erpNumber ?? "" }

  /// As a sentence names it.
  var words: String { "\(entity.rawValue) \(key)" }
}
