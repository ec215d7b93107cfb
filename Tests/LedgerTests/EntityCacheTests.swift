import DropFolder
import Exchange
import GRDB
import Simulated
import Testing

@testable import LedgerSQLite

/// What a decision is told of entities must be what stands in the database, whatever was written, undone and read
/// before.
@Suite("entities that a decision remembers")
struct EntityCacheTests {
  /// Writes, reads and undoes at random, within attempts within attempts.
  private struct Walk {
    var dice: Dice
    let decisions: SQLiteDecisions
    var known: [Int64] = []
    var keysGiven = 0
    /// To see that all of it happened.
    var undone = 0
    var answersFromMemory = 0

    struct Undo: Error {}

    mutating func run(steps: Int, depth: Int = 0) throws {
      for _ in 0..<steps {
        switch dice.number(0...9) {
        case 0, 1: known.append(try decisions.add(entity(dice.coin() ? .customer : .order)))
        case 2, 3: try update()
        case 4, 5: try giveKey()
        case 6 where depth < 3: try attempt(depth: depth)
        default: try look()
        }
      }
    }

    private mutating func attempt(depth: Int) throws {
      let before = known
      let fails = dice.coin()
      do {
        try decisions.attempt {
          try run(steps: dice.number(0...8), depth: depth + 1)
          if fails { throw Undo() }
        }
      } catch is Undo {
        known = before
        undone += 1
      }
      for id in known.suffix(3) { try compare(id) }
    }

    private mutating func update() throws {
      guard let id = known.randomElement(using: &dice), var state = try decisions.entity(id) else { return }
      state.stage = dice.coin() ? .lead : .ordered
      state.refusal = dice.coin() ? "\(dice.number(1...99))" : nil
      state.fields = dice.coin() ? dividedFields() : [:]
      // Neither of them is written.
      state.keys = ["crm": "none"]
      state.origin = "nobody"
      try decisions.update(state)
      try compare(id)
    }

    private mutating func giveKey() throws {
      guard let id = known.randomElement(using: &dice), let state = try decisions.readEntity(id) else { return }
      let system = dice.coin() ? "crm" : "erp"
      if let present = state.keys[system] {
        try decisions.add(key(present, of: id, in: system, dice.coin() ? .former : .alias, kind: state.kind))
      }
      keysGiven += 1
      try decisions.add(key("K-\(keysGiven)", of: id, in: system, kind: state.kind))
      try compare(id)
    }

    private mutating func look() throws {
      if let id = known.randomElement(using: &dice) { try compare(id) }
      // One that was undone may be the number of another one by now.
      try compare(Int64(dice.number(1...max(1, known.count + 2))))
      guard keysGiven > 0 else { return }
      let name = "K-\(dice.number(1...keysGiven))"
      for kind in [Entity.customer, .order] {
        for system in ["crm", "erp"] {
          let told = try decisions.entity(kind, system: system, key: name)
          #expect(try told == decisions.readEntity(kind, system: system, key: name))
        }
      }
    }

    private mutating func compare(_ id: Int64) throws {
      if decisions.entities.entity(id) != nil { answersFromMemory += 1 }
      let told = try decisions.entity(id)
      #expect(try told == decisions.readEntity(id))
    }
  }

  @Test("are those of the database, also after attempts that were undone", arguments: 1...20)
  func sameAsDatabase(_ seed: Int) throws {
    try withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .scratch)
      _ = try ledger.receive([arrival("A")])
      try ledger.decide { decisions in
        let decisions = try #require(decisions as? SQLiteDecisions)
        // So small that generations change and changes are forgotten again and again, in every second history.
        if seed.isMultiple(of: 2) { decisions.entities = EntityCache(mostWeight: 40, mostChanges: 12) }
        var walk = Walk(dice: Dice(seed: UInt64(seed)), decisions: decisions)
        try walk.run(steps: 300)
        #expect(walk.undone > 5 && walk.answersFromMemory > 100 && walk.known.count > 20)
      }
    }
  }

  @Test("are read once, as long as they are asked for again and again")
  func readOnce() throws {
    try withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .scratch)
      let regular = try ledger.addCustomer(["crm": "K-1"])
      var reads = 0
      ledger.connection.queue.inDatabase { database in
        database.trace { event in
          if case .statement(let statement) = event, statement.sql.hasPrefix("SELECT entity.id") { reads += 1 }
        }
      }
      try ledger.decide { decisions in
        for number in 0..<20_000 {
          let id = try decisions.add(entity(.order, stage: .placed))
          try decisions.add(key("SO-\(number)", of: id, kind: .order))
          #expect(try decisions.entity(.customer, system: "crm", key: "K-1")?.id == regular)
        }
      }
      #expect(reads == 1)
    }
  }
}
