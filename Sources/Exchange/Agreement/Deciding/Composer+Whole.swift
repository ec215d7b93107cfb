import XMLEngine

/// Records that travel as a whole, with the keys by which their receiver knows what they name.
extension Composer {
  /// A copy of a record as its sender told it, for a system.
  func whole(_ record: XMLElement, from sender: System, for system: System) throws -> Composed? {
    let document = try record.document.extracting(record)
    guard let root = document.root else { return nil }
    try completeReferences(in: root, from: sender, for: system)
    return Composed(root: root, document: document)
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

  init(_ reference: Reference) {
    self.init(reference.entity, crmId: reference.crmId, erpNumber: reference.erpNumber)
  }

  var key: String { crmId ?? erpNumber ?? "" }

  /// As a sentence names it.
  var words: String { "\(entity.rawValue) \(key)" }
}
