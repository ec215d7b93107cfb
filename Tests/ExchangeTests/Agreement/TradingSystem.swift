import Exchange
import Simulated

/// A system as the merge meets it: a record, users who change it, exports of all of it, and an importer that overwrites
/// what a document contains.
struct TradingSystem {
  /// Where the value of a field came from. Only the test knows; Kontor sees the value alone.
  enum Origin: Hashable {
    case start
    case edit(Int)
    case document(Int64)
  }

  struct Content: Hashable {
    var value: String
    var origin: Origin
  }

  struct Export {
    var system: String
    /// Of its record: what was made before has a lower one.
    var number: Int64
    var version: RecordVersion
    var contents: [FieldName: Content]
  }

  /// What it tells of an import: made before the export that shows it, and after those before.
  struct Confirmation {
    var system: String
    var document: Int64
    var sequence: Int64
  }

  struct Document {
    var number: Int64
    var values: [FieldName: String]
  }

  let name: String
  /// How far its clock is off, in milliseconds.
  let clock: Int64
  /// What its importer makes of a value.
  let importer: Importer
  /// It exports what an import changed, and not only what its users change.
  let echoes: Bool
  /// Empty until it knows the record.
  var contents: [FieldName: Content] = [:]
  private var sequence: Int64 = 1
  private var changed: Int64 = 0
  private(set) var hasNews = false
  /// Documents that wait in its folder, oldest first.
  var waiting: [Document] = []

  init(_ name: String, clock: Int64, importer: Importer, echoes: Bool) {
    self.name = name
    self.clock = clock
    self.importer = importer
    self.echoes = echoes
  }

  var knowsRecord: Bool { !contents.isEmpty }

  var values: [FieldName: String] { contents.mapValues(\.value) }

  mutating func create(_ fields: [FieldName], _ value: String) {
    for field in fields { contents[field] = Content(value: value, origin: .start) }
    hasNews = true
  }

  mutating func edit(_ field: FieldName, to value: String, number: Int, at now: Int64) {
    contents[field] = Content(value: value, origin: .edit(number))
    touch(at: now)
    hasNews = true
  }

  mutating func importNext(_ fields: [FieldName], at now: Int64) -> Confirmation? {
    if waiting.isEmpty { return nil }
    let document = waiting.removeFirst()
    let isNew = contents.isEmpty
    if isNew { for field in fields { contents[field] = Content(value: "", origin: .start) } }
    var hasChanged = isNew
    for (field, sent) in document.values.sorted(by: { $0.key < $1.key }) {
      let before = contents[field]?.value ?? ""
      let value = importer.imported(sent, over: before)
      if value == before { continue }
      contents[field] = Content(value: value, origin: .document(document.number))
      hasChanged = true
    }
    let confirmation = Confirmation(system: name, document: document.number, sequence: sequence)
    if hasChanged {
      touch(at: now)
      if echoes { hasNews = true }
    }
    return confirmation
  }

  mutating func export() -> Export {
    hasNews = false
    let version = RecordVersion(sequence: sequence, changed: Timestamp(milliseconds: changed + clock))
    return Export(system: name, number: sequence, version: version, contents: contents)
  }

  private mutating func touch(at now: Int64) {
    sequence += 1
    changed = now
  }
}

/// What an importer makes of a value: the same every time, and of what it made itself nothing else.
enum Importer: Hashable, CaseIterable {
  case faithful
  /// Cuts a value to what its column holds.
  case cutting
  /// Leaves what it has where it does not like the new value.
  case refusing

  func imported(_ value: String, over before: String) -> String {
    switch self {
    case .faithful: value
    case .cutting: String(value.prefix(4))
    case .refusing: value.count > 4 ? before : value
    }
  }
}
