/// What a person names by a key, whosever key that is.
extension EntityMemory {
  /// An entity by a key of any system: the CRM's first, then the ERP's, then the others'.
  package func entity(_ kind: Entity, anyKey key: String, by terms: AgreementTerms) throws(LedgerError) -> EntityState?
  {
    for system in terms.systemsByKey {
      if let entity = try entity(kind, system: system, key: key) { return entity }
    }
    return nil
  }

  /// The open hold of a record by the key that its sender gave it.
  package func hold(of kind: Entity, anyKey key: String, by terms: AgreementTerms) throws(LedgerError) -> Hold? {
    for system in terms.systemsByKey {
      if let hold = try hold(of: kind, sender: system, key: key) { return hold }
    }
    return nil
  }
}

extension AgreementTerms {
  /// The systems in the order in which a key is looked for.
  fileprivate var systemsByKey: [String] {
    let first = [crm, erp].compactMap(\.self)
    return first + configuration.systems.map(\.name).filter { !first.contains($0) }
  }
}
