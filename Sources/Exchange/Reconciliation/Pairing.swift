/// Finds out which records of two exports are about the same: by the keys in them, then by what the ledger knows, then
/// by what identifies both exactly.
struct Pairing {
  let crm: FullExport
  let erp: FullExport
  let entity: Entity
  let memory: any EntityMemory
  /// What counts as exact.
  let exact: [Identifier.Kind]
  let names: FieldNames

  private(set) var pairs: [(crm: Int, erp: Int)] = []
  private(set) var found = Reconciliation.Pairs()
  private var freeCRM: Set<Int>
  private var freeERP: Set<Int>

  init(
    _ crm: FullExport, _ erp: FullExport, of entity: Entity, memory: any EntityMemory, exact: [Identifier.Kind],
    names: FieldNames
  ) throws {
    self.crm = crm
    self.erp = erp
    self.entity = entity
    self.memory = memory
    self.exact = exact
    self.names = names
    freeCRM = Set(crm.records.indices)
    freeERP = Set(erp.records.indices)
    found.byKey = pairByKeys()
    found.byLedger = try pairByLedger()
    found.byIdentifier = pairByIdentifiers()
    pairs.sort { $0.crm < $1.crm }
  }

  var loneCRM: [Int] { freeCRM.sorted() }
  var loneERP: [Int] { freeERP.sorted() }

  private mutating func pair(_ first: Int, _ second: Int) -> Bool {
    guard freeCRM.contains(first), freeERP.contains(second) else { return false }
    freeCRM.remove(first)
    freeERP.remove(second)
    pairs.append((first, second))
    return true
  }

  /// The CRM's key first: each system knows its own key best, and this one comes from there.
  private mutating func pairByKeys() -> Int {
    var count = 0
    for key in [\ExportedRecord.crmId, \ExportedRecord.erpNumber] {
      var places: [String: Int] = [:]
      for (index, record) in crm.records.enumerated() {
        if let value = record[keyPath: key], places[value] == nil { places[value] = index }
      }
      for (index, record) in erp.records.enumerated() {
        guard let value = record[keyPath: key], let place = places[value] else { continue }
        if pair(place, index) { count += 1 }
      }
    }
    return count
  }

  private mutating func pairByLedger() throws -> Int {
    var places: [Int64: Int] = [:]
    for index in freeCRM.sorted() {
      guard let key = crm.records[index].crmId,
        let reference = try memory.crossReference(entity, system: crm.system.name, key: key)
      else { continue }
      // Of two records of one customer, the alias is the one that does not count.
      if reference.standing == .present || places[reference.entity] == nil { places[reference.entity] = index }
    }
    var count = 0
    for index in freeERP.sorted() {
      guard let key = erp.records[index].erpNumber,
        let reference = try memory.crossReference(entity, system: erp.system.name, key: key),
        let place = places[reference.entity]
      else { continue }
      if pair(place, index) { count += 1 }
    }
    return count
  }

  /// Only where each side has exactly one: two who share a VAT id are for a person to tell apart.
  private mutating func pairByIdentifiers() -> Int {
    guard !exact.isEmpty else { return 0 }
    let ours = places(of: freeCRM.sorted(), in: crm)
    let theirs = places(of: freeERP.sorted(), in: erp)
    var count = 0
    for identifier in ours.keys.sorted(by: Identifier.isStronger) {
      guard let first = ours[identifier], let second = theirs[identifier], first.count == 1, second.count == 1 else {
        continue
      }
      if pair(first[0], second[0]) { count += 1 }
    }
    return count
  }

  private func places(of indices: [Int], in export: FullExport) -> [Identifier: [Int]] {
    var places: [Identifier: [Int]] = [:]
    for index in indices {
      for identifier in Identifier.all(of: export.records[index].fields.unpacked(names))
      where exact.contains(identifier.kind) {
        places[identifier, default: []].append(index)
      }
    }
    return places
  }
}
