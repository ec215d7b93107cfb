import Exchange
import Simulated
import Testing

/// One random history of two systems and one record, with Kontor between them as a small driver over the merge.
struct TradingHistory {
  /// What may happen in a history.
  struct Habits: CustomTestStringConvertible {
    enum Users: String {
      /// Every value is a new one.
      case freshValues
      /// Fields are emptied, and both sides enter the same.
      case sameValues
      /// Fields are also set back to earlier values.
      case settingBack
    }

    var users = Users.sameValues
    /// Documents hold the whole record, and not only what is owed.
    var full = false
    var importers: [String: Importer] = [:]
    /// Only the CRM has the record at first.
    var startsAsLead = false
    /// Each document is confirmed, and what an import changed is not exported.
    var confirms = false
    /// Records have a running number beside their time.
    var isNumbered = true

    var testDescription: String {
      let crooked = importers.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      let words: [String] =
        [users.rawValue, full ? "full" : "changed-only"] + (startsAsLead ? ["from a lead"] : [])
        + (confirms ? ["confirming"] : []) + (isNumbered ? [] : ["times only"]) + crooked
      return words.joined(separator: ", ")
    }
  }

  static let systems = ["crm", "erp"]
  let habits: Habits
  let terms: [FieldName: FieldTerms]
  let fields: [FieldName]
  var dice: Dice
  var now: Int64 = 0
  var sides: [String: TradingSystem] = [:]
  var kontor: TradingKontor
  /// Exports on their way to Kontor.
  var travelling: [TradingSystem.Export] = []
  /// Files that were lost, and are sent again at the end.
  var lost: [TradingSystem.Export] = []
  private var confirmations: [TradingSystem.Confirmation] = []
  /// All exports there ever were.
  private(set) var files: [TradingSystem.Export] = []
  /// All values that a field ever had.
  private var values: [FieldName: [String]] = [:]
  private var editsMade = 0
  var log: [String] = []

  init(seed: UInt64, _ habits: Habits, _ all: [FieldName: FieldTerms]) {
    dice = Dice(seed: seed)
    self.habits = habits
    let count = dice.number(1...4)
    fields = all.keys.sorted().shuffled(using: &dice).prefix(count).sorted()
    terms = all
    kontor = TradingKontor(fields: fields, terms: all, full: habits.full)
    for name in Self.systems {
      let clock = Int64(dice.number(-300...300)) * 1000
      sides[name] = TradingSystem(
        name, clock: clock, importer: habits.importers[name] ?? .faithful,
        echoes: !habits.confirms)
    }
    for name in habits.startsAsLead ? ["crm"] : Self.systems { sides[name]?.create(fields, "o") }
    for field in fields { values[field] = ["o"] }
    if habits.startsAsLead { return }
    // Both have the record, and Kontor takes both in before it writes anything.
    for name in Self.systems {
      guard let file = sides[name]?.export() else { continue }
      kontor.take(file, at: Timestamp(milliseconds: now))
    }
  }

  mutating func tell(steps: Int) {
    for _ in 0..<steps {
      now += Int64(dice.number(1...60_000))
      let name = dice.coin() ? "crm" : "erp"
      switch dice.number(1...10) {
      case 1...3: edit(name)
      case 4...5: if sides[name]?.hasNews ?? false { export(name) }
      case 6...8: if !travelling.isEmpty { arrive(dice.number(0...travelling.count - 1)) }
      default: importNext(name)
      }
      if dice.number(1...10) == 1 { decide() }
      confirm()
    }
  }

  mutating func edit(_ name: String) {
    guard let side = sides[name], side.knowsRecord else { return }
    let field = fields[dice.number(0...fields.count - 1)]
    editsMade += 1
    var value = "\(editsMade)" + String(repeating: "x", count: dice.number(0...4))
    let other = sides[name == "crm" ? "erp" : "crm"]?.contents[field]?.value
    switch dice.number(1...10) {
    case 1 where habits.users != .freshValues: value = other ?? value
    case 2 where habits.users != .freshValues: value = ""
    case 3...4 where habits.users == .settingBack: value = values[field]?.randomElement(using: &dice) ?? value
    default: break
    }
    if side.contents[field]?.value == value { return }
    values[field]?.append(value)
    sides[name]?.edit(field, to: value, number: editsMade, at: now)
    log.append("\(name) edits \(field) to '\(value)'")
  }

  mutating func export(_ name: String) {
    guard var file = sides[name]?.export() else { return }
    if !habits.isNumbered { file.version.sequence = nil }
    files.append(file)
    log.append("\(name) exports \(file.number): \(show(file.contents.mapValues(\.value)))")
    if dice.number(1...10) == 1 { lost.append(file) } else { travelling.append(file) }
    if dice.number(1...10) == 1 { travelling.append(file) }
  }

  private mutating func arrive(_ index: Int) {
    let file = travelling.remove(at: index)
    let written = kontor.process(file, at: Timestamp(milliseconds: now))
    log.append("\(file.system) \(file.number) arrives:\(kontor.lastResults)")
    deliver(written)
  }

  /// Confirmations are not overtaken by exports that were made before the import: then they arrive.
  private mutating func confirm() {
    let made = confirmations
    confirmations = []
    for confirmation in made {
      let isOvertaken = (travelling + lost).contains {
        $0.system == confirmation.system && $0.number <= confirmation.sequence
      }
      if isOvertaken {
        confirmations.append(confirmation)
        continue
      }
      log.append("\(confirmation.system) confirms \(confirmation.document)")
      deliver(kontor.confirm(confirmation.document, by: confirmation.system))
    }
  }

  /// A person decides one conflict: for either side, or for something else.
  mutating func decide() {
    guard let field = fields.first(where: { kontor.states[$0]?.conflict != nil }) else { return }
    editsMade += 1
    let conflicting = kontor.states[field]?.conflict?.values ?? [:]
    let value = [conflicting["crm"], conflicting["erp"], "\(editsMade)"][dice.number(0...2)] ?? "\(editsMade)"
    log.append("a person decides \(field) '\(value)'")
    deliver(kontor.decide(field, value, at: Timestamp(milliseconds: now)))
  }

  private mutating func deliver(_ written: [String: TradingSystem.Document]) {
    for (name, document) in written.sorted(by: { $0.key < $1.key }) {
      sides[name]?.waiting.append(document)
      log.append("  document \(document.number) to \(name): \(show(document.values))")
    }
  }

  private mutating func importNext(_ name: String) {
    guard let document = sides[name]?.waiting.first else { return }
    log.append("\(name) imports \(document.number)")
    guard let confirmation = sides[name]?.importNext(fields, at: now), habits.confirms else { return }
    confirmations.append(confirmation)
  }

  /// Nobody edits any more, and every file arrives.
  mutating func comeToTheEnd() {
    travelling += lost
    lost = []
    travelling.shuffle(using: &dice)
    log.append("nobody edits any more")
    arriveAll()
  }

  mutating func arriveAll() {
    while !travelling.isEmpty { arrive(0) }
    confirm()
  }

  /// Each system imports all and exports what changed, and Kontor takes it all in. Answers how many documents it wrote.
  mutating func round() -> Int {
    now += 60_000
    log.append("round")
    let before = kontor.documents
    for name in Self.systems {
      while let side = sides[name], !side.waiting.isEmpty { importNext(name) }
      if sides[name]?.hasNews ?? false { export(name) }
    }
    travelling += lost
    lost = []
    arriveAll()
    return kontor.documents - before
  }

  private func show(_ values: [FieldName: String]) -> String {
    values.sorted { $0.key < $1.key }.map { "\($0.key)='\($0.value)'" }.joined(separator: " ")
  }
}
