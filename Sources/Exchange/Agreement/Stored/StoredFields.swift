/// What the ledger knows of an entity's fields, as the text that a database keeps: JSON, the same for equal fields.
///
/// Half a million orders and the many fields of customers are kept so, and mostly everybody is at one; hence its form:
///
/// - `at` lists versions as `[time, number]`, `by` records as `[interchange, position]`; fields name them by their
///   places in these lists, because one record mostly speaks of many fields;
/// - `fields` has, by name, `a` what holds, `w` whose word that is and `v` its version, `b` the base, `c` the conflict
///   (`r` record, `t` since when, `u` the rule, `v` the values), and by system in `s`: `s` what it said, `r` and `v`
///   with which record and version, `b` what it is believed to have, `o` what it was sent, `m` that it was reminded;
/// - of base, said and believed only what differs from what holds is written, null for nothing; among what was sent, 0
///   stands for what holds.
package enum StoredFields {
  /// Nil for no fields.
  package static func text(of fields: [FieldName: FieldState]) -> String? {
    if fields.isEmpty { return nil }
    let sorted = fields.sorted { $0.key < $1.key }
    let lists = StoredLists(sorted.map(\.value))
    var writer = StoredWriter()
    writer.object { writer in
      lists.write(to: &writer)
      writer.name("fields")
      writer.object { writer in
        for (name, state) in sorted {
          writer.name(name.text)
          state.write(to: &writer, lists)
        }
      }
    }
    return writer.text
  }

  package static func fields(in text: String?) throws(UnreadableFields) -> [FieldName: FieldState] {
    guard let text else { return [:] }
    var reader = StoredReader(text)
    var lists = StoredLists()
    var fields: [FieldName: FieldState] = [:]
    try reader.object { (reader, name) throws(UnreadableFields) in
      switch name {
      case "at": try lists.readVersions(&reader)
      case "by": try lists.readRecords(&reader)
      case "fields":
        // A customer has some twenty; what is merged as a whole has one.
        if reader.rest > 300 { fields.reserveCapacity(20) }
        try reader.object { (reader, name) throws(UnreadableFields) in
          fields[FieldName(name)] = try FieldState(&reader, lists)
        }
      default: throw UnreadableFields()
      }
    }
    try reader.requireEnd()
    return fields
  }

  /// Words in their order, such as the systems that deleted it; nil for none.
  package static func text(of words: Set<String>) -> String? {
    if words.isEmpty { return nil }
    var writer = StoredWriter()
    writer.array { writer in
      for word in words.sorted() { writer.string(word) }
    }
    return writer.text
  }

  package static func words(in text: String?) throws(UnreadableFields) -> Set<String> {
    guard let text else { return [] }
    var reader = StoredReader(text)
    var words: Set<String> = []
    try reader.array { (reader) throws(UnreadableFields) in words.insert(try reader.string()) }
    try reader.requireEnd()
    return words
  }
}

/// The versions and records that an entity's fields name, each once.
struct StoredLists {
  private(set) var versions: [RecordVersion] = []
  private(set) var records: [RecordReference] = []
  private var versionPlaces: [RecordVersion: Int] = [:]
  private var recordPlaces: [RecordReference: Int] = [:]

  init() {}

  init(_ states: [FieldState]) {
    for state in states {
      if let version = state.agreedVersion { note(version) }
      if let conflict = state.conflict { note(conflict.source) }
      for (_, side) in state.sides.sorted(by: { $0.key < $1.key }) {
        if let version = side.version { note(version) }
        if let record = side.source { note(record) }
      }
    }
  }

  private mutating func note(_ version: RecordVersion) {
    // Mostly one record spoke of many fields, one after the other.
    if versions.last == version || versionPlaces[version] != nil { return }
    versionPlaces[version] = versions.count
    versions.append(version)
  }

  private mutating func note(_ record: RecordReference) {
    if records.last == record || recordPlaces[record] != nil { return }
    recordPlaces[record] = records.count
    records.append(record)
  }

  func write(_ name: String, _ version: RecordVersion?, to writer: inout StoredWriter) {
    write(name, version.flatMap { versions.first == $0 ? 0 : versionPlaces[$0] }, to: &writer)
  }

  func write(_ name: String, _ record: RecordReference?, to writer: inout StoredWriter) {
    write(name, record.flatMap { records.first == $0 ? 0 : recordPlaces[$0] }, to: &writer)
  }

  private func write(_ name: String, _ place: Int?, to writer: inout StoredWriter) {
    guard let place else { return }
    writer.name(name)
    writer.integer(Int64(place))
  }

  func write(to writer: inout StoredWriter) {
    writer.name("at")
    writer.array { writer in
      for version in versions {
        writer.array { writer in
          writer.integer(version.changed.milliseconds)
          if let sequence = version.sequence { writer.integer(sequence) }
        }
      }
    }
    writer.name("by")
    writer.array { writer in
      for record in records {
        writer.array { writer in
          writer.string(record.interchange.text)
          writer.integer(Int64(record.position))
        }
      }
    }
  }

  mutating func readVersions(_ reader: inout StoredReader) throws(UnreadableFields) {
    var read: [RecordVersion] = []
    try reader.array { (reader) throws(UnreadableFields) in
      var numbers: [Int64] = []
      try reader.array { (reader) throws(UnreadableFields) in numbers.append(try reader.integer()) }
      guard (1...2).contains(numbers.count) else { throw UnreadableFields() }
      read.append(
        RecordVersion(sequence: numbers.count == 2 ? numbers[1] : nil, changed: Timestamp(milliseconds: numbers[0])))
    }
    versions = read
  }

  mutating func readRecords(_ reader: inout StoredReader) throws(UnreadableFields) {
    var read: [RecordReference] = []
    try reader.array { (reader) throws(UnreadableFields) in
      var interchange: String?
      var position: Int64?
      try reader.array { (reader) throws(UnreadableFields) in
        if interchange == nil { interchange = try reader.string() } else { position = try reader.integer() }
      }
      guard let interchange, let position else { throw UnreadableFields() }
      read.append(RecordReference(InterchangeID(interchange), Int(position)))
    }
    records = read
  }
}
