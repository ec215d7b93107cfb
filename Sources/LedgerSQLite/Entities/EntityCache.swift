import Exchange

/// Entities as they stand in a transaction, so that a customer who orders again and again is read and decoded once.
///
/// What stands here is what the database would answer: every write goes to both, and what was written in an attempt that
/// is undone is forgotten here. Holds so many entities that memory does not depend on how much is decided.
struct EntityCache {
  /// A key of an entity.
  struct Key: Hashable {
    let kind: Entity
    let system: String
    let key: String
  }

  /// How much a generation holds: entities, their fields and keys. A field takes some 700 bytes.
  private let mostWeight: Int
  /// How many changes are remembered for the case that an attempt is undone.
  private let mostChanges: Int

  /// What was used of late. When it is full it takes the place of what was used before.
  private var recent = Generation()
  private var earlier = Generation()
  /// What was written since the outermost open attempt began, oldest first.
  private var changed: [Int64] = []
  /// Where in it each open attempt began; nil for one that began before what is remembered.
  private var attempts: [Int?] = []

  init(mostWeight: Int = 8192, mostChanges: Int = 4096) {
    self.mostWeight = mostWeight
    self.mostChanges = mostChanges
  }

  private struct Generation {
    var entities: [Int64: EntityState] = [:]
    /// Only where to look: whether the entity has the key still, or at all, is for itself to say.
    var numbers: [Key: Int64] = [:]
    var weight = 0
  }

  /// - Returns: nil where it has to be read.
  mutating func entity(_ id: Int64) -> EntityState? {
    if let known = recent.entities[id] { return known }
    guard let known = earlier.entities[id] else { return nil }
    note(known)
    return known
  }

  /// The number of the entity that had the key when it was looked at last.
  func number(of key: Key) -> Int64? { recent.numbers[key] ?? earlier.numbers[key] }

  /// Takes in what was read.
  mutating func note(_ entity: EntityState) {
    if let before = recent.entities.updateValue(entity, forKey: entity.id) { recent.weight -= before.weight }
    recent.weight += entity.weight
    for (system, key) in entity.keys {
      recent.numbers[Key(kind: entity.kind, system: system, key: key)] = entity.id
    }
    guard recent.weight > mostWeight else { return }
    earlier = recent
    recent = Generation()
  }

  /// Takes in what was added.
  mutating func add(_ entity: EntityState) {
    noteChange(of: entity.id)
    note(entity)
  }

  /// Takes in what was written of an entity, known or not: one that is read afterwards shows it too, and must be
  /// forgotten as well where it is undone.
  mutating func change(_ id: Int64, _ change: (inout EntityState) -> Void) {
    noteChange(of: id)
    guard var known = entity(id) else { return }
    change(&known)
    note(known)
  }

  private mutating func noteChange(of id: Int64) {
    guard !attempts.isEmpty else { return }
    if changed.count >= mostChanges {
      changed = []
      attempts = attempts.map { _ in nil }
    }
    changed.append(id)
  }

  // MARK: - Attempts

  mutating func begin() { attempts.append(changed.count) }

  /// What was written in it belongs to the attempt around it from now on.
  mutating func keep() {
    attempts.removeLast()
    if attempts.isEmpty { changed = [] }
  }

  /// Forgets what was written in the attempt, and all where that is not known.
  mutating func undo() {
    guard let start = attempts.removeLast() else {
      recent = Generation()
      earlier = Generation()
      changed = []
      return
    }
    for id in changed[start...] {
      if let undone = recent.entities.removeValue(forKey: id) { recent.weight -= undone.weight }
      earlier.entities[id] = nil
    }
    changed.removeSubrange(start...)
  }
}

extension EntityState {
  fileprivate var weight: Int { 1 + fields.count + keys.count }
}
