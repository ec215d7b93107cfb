/// Compares two full exports field by field, and says by the agreement which side is right. Changes nothing.
package struct Reconciler {
  private let terms: AgreementTerms
  private let memory: any EntityMemory
  private let shape: EntityShape
  private let crm: FullExport
  private let erp: FullExport
  private let names: FieldNames

  package init(
    _ configuration: Configuration, memory: any EntityMemory, _ shape: EntityShape, crm: FullExport, erp: FullExport,
    names: FieldNames
  ) {
    terms = AgreementTerms(configuration)
    self.memory = memory
    self.shape = shape
    self.crm = crm
    self.erp = erp
    self.names = names
  }

  package func run() throws -> Reconciliation {
    let pairing = try Pairing(
      crm, erp, of: shape.entity, memory: memory, exact: terms.rules(for: shape.entity).matching.exact, names: names)
    var result = Reconciliation(crm: crm.system.name, erp: erp.system.name)
    result.crmRecords = crm.records.count
    result.erpRecords = erp.records.count
    result.pairs = pairing.found
    for (first, second) in pairing.pairs {
      let (drifts, correction) = try compare(crm.records[first], erp.records[second])
      if drifts.isEmpty { result.equal += 1 }
      result.drifts += drifts
      if let correction { result.corrections.append(correction) }
    }
    for index in pairing.loneCRM { result.lone.append(try lone(crm.records[index], of: crm.system)) }
    for index in pairing.loneERP { result.lone.append(try lone(erp.records[index], of: erp.system)) }
    return result
  }

  // MARK: - One pair

  /// Only fields that both systems keep: what a whole export never names says nothing.
  private var commonKinds: Set<String> { crm.kinds.intersection(erp.kinds) }

  private func compare(_ first: ExportedRecord, _ second: ExportedRecord) throws -> ([Drift], Correction?) {
    var (ours, theirs) = (first.fields.unpacked(names), second.fields.unpacked(names))
    if let number = first.erpNumber, let given = second.erpNumber {
      (ours[Agreement.number], theirs[Agreement.number]) = (number, given)
    }
    let common = commonKinds
    let different = Set(ours.keys).union(theirs.keys).filter { name in
      (ours[name] ?? "") != (theirs[name] ?? "")
        && (name == Agreement.number || common.contains(FieldNames.kind(of: name)))
    }
    guard !different.isEmpty else { return ([], nil) }
    let known = try entity(of: first, second)
    let judge = DriftJudge(
      terms: terms, shape: shape, crm: crm.system.name, erp: erp.system.name, known: known,
      subject: try known.flatMap(subject), crmKey: first.crmId ?? second.crmId,
      erpKey: second.erpNumber ?? first.erpNumber)
    return judge.judge(different.sorted(), ours, theirs)
  }

  private func entity(of first: ExportedRecord, _ second: ExportedRecord) throws -> EntityState? {
    if let key = first.crmId, let entity = try memory.entity(shape.entity, system: crm.system.name, key: key) {
      return entity
    }
    return try second.erpNumber.flatMap { try memory.entity(shape.entity, system: erp.system.name, key: $0) }
  }

  /// A key that a decision can name it by: it must not mean another one in the eyes of another system.
  private func subject(of entity: EntityState) throws -> String? {
    for system in [crm.system.name, erp.system.name] + entity.keys.keys.sorted() {
      guard let key = entity.keys[system] else { continue }
      if try memory.entity(entity.kind, anyKey: key, by: terms)?.id == entity.id { return key }
    }
    return nil
  }

  // MARK: - One side only

  private func lone(_ record: ExportedRecord, of system: System) throws -> LoneRecord {
    let key = record.key(in: system) ?? record.crmId ?? record.erpNumber ?? ""
    let known = try memory.entity(shape.entity, system: system.name, key: key)
    let stage = known?.stage ?? (system.role == .erp ? .customer : record.stage ?? .lead)
    return LoneRecord(
      system: system.name, key: key, line: record.line, stage: stage, isKnown: known != nil,
      stays: !terms.ownership.sends(shape.entity, at: stage))
  }
}
