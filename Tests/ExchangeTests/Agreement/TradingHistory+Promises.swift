import Exchange
import Simulated

/// What must be true when nobody edits any more.
extension TradingHistory {
  /// Answers what was broken.
  mutating func conclude(rounds: Int) -> [String] {
    var broken = quiet(after: rounds)
    broken += promises()
    // What a person decides afterwards ends as quietly.
    while kontor.states.values.contains(where: { $0.conflict != nil }) { decide() }
    broken += quiet(after: rounds) + promises() + repeatAll()
    return broken + kontor.complaints
  }

  /// Where importers make something else of a value, the systems need not come to the same. But it ends, and nobody gets
  /// the better of an owner whose own importer is faithful.
  mutating func concludeCrooked(rounds: Int) -> [String] {
    var broken = quiet(after: rounds) + repeatAll()
    for field in fields where !kontor.witness.excuses {
      guard case .system(let owner) = terms[field]?.owner, habits.importers[owner] == nil else { continue }
      if isOverruled(owner, field) { broken.append("\(owner)'s \(field) was overruled") }
    }
    return broken + kontor.complaints
  }

  /// While one side is silent and nothing is on its way to the other, the other's files may arrive in any order.
  mutating func concludeInAnyOrder() -> [String] {
    for _ in 1...3 { _ = round() }
    while kontor.states.values.contains(where: { $0.conflict != nil }) { decide() }
    for _ in 1...3 { _ = round() }
    for _ in 1...dice.number(2...5) {
      edit("erp")
      if sides["erp"]?.hasNews ?? false { export("erp") }
    }
    travelling += lost
    lost = []
    var other = self
    other.travelling.shuffle(using: &other.dice)
    let broken = quiet(after: 2) + promises() + other.quiet(after: 2) + other.promises()
    if Self.systems.allSatisfy({ other.sides[$0]?.values == sides[$0]?.values }) { return broken }
    log += ["in another order:"] + other.log
    return broken + ["another order ended differently"]
  }

  private mutating func quiet(after rounds: Int) -> [String] {
    for _ in 1...rounds { _ = round() }
    return (1...3).contains { _ in round() > 0 } ? ["not quiet after \(rounds) rounds"] : []
  }

  private mutating func repeatAll() -> [String] {
    let before = kontor.documents
    for file in files { _ = kontor.process(file, at: Timestamp(milliseconds: now)) }
    return kontor.documents > before ? ["files sent again caused documents"] : []
  }

  /// A field that was set back unseen twice is left alone; and of a system that exports only what its users change, an
  /// edit that looks like an import may be the last sign of it.
  private var mayDiffer: Bool {
    !kontor.witness.hidden.isEmpty || habits.confirms && kontor.witness.excuses
  }

  private func promises() -> [String] {
    var broken: [String] = []
    for field in fields {
      let values = Self.systems.map { sides[$0]?.contents[field]?.value ?? "" }
      if let conflict = kontor.states[field]?.conflict {
        if Self.systems.map({ conflict.values[$0] ?? "" }) != values, !mayDiffer {
          broken.append("\(field) is not as in its conflict")
        }
        continue
      }
      if Set(values + [kontor.states[field]?.agreed ?? ""]).count > 1 {
        if !mayDiffer { broken.append("\(field) differs: \(values)") }
        continue
      }
      if kontor.witness.excuses { continue }
      switch terms[field]?.owner {
      case .system(let owner):
        if isOverruled(owner, field) { broken.append("\(owner)'s \(field) was overruled") }
      case .shared:
        let words = Self.systems.map { kontor.witness.lastEdit[$0]?[field] } + [kontor.decided[field]]
        if !words.contains(values[0]) { broken.append("\(field) is nobody's last word") }
      case nil: break
      }
    }
    return broken
  }

  /// What holds is not what the owner said last; where it left the field empty, the other side may have filled it.
  private func isOverruled(_ owner: String, _ field: FieldName) -> Bool {
    guard let last = kontor.witness.lastEdit[owner]?[field], last != kontor.states[field]?.agreed else { return false }
    return !last.isEmpty || terms[field]?.conflict != .fillIfEmpty
  }
}
