import DropFolder
import Exchange
import Testing

// MARK: Samples of entities

let someTime = Timestamp(milliseconds: 1_700_000_000_000)

func source(_ position: Int = 1, of id: String = "A") -> RecordReference {
  RecordReference(InterchangeID(id), position)
}

func entity(
  _ kind: Entity = .customer, stage: Stage? = .lead, from origin: String = "crm", created: RecordReference = source()
) -> EntityState {
  EntityState(kind: kind, stage: stage, origin: origin, created: created)
}

func key(
  _ key: String, of entity: Int64, in system: String = "crm", _ standing: CrossReference.Standing = .present,
  kind: Entity = .customer, source: RecordReference = source(), since: Timestamp = someTime
) -> CrossReference {
  CrossReference(
    entity: entity, kind: kind, system: system, key: key, standing: standing, source: source, since: since)
}

func hold(
  _ key: String, awaiting awaited: Awaited = .nothing, of kind: Entity = .order, until deadline: Timestamp? = nil,
  _ afterwards: Hold.Afterwards = .reject, sender: String = "crm"
) -> Hold {
  Hold(
    reason: .reference, awaits: awaited,
    record: HeldRecord(
      kind: kind, key: key, sender: sender, source: source(), canonical: Array("<Order>ü \"\0</Order>".utf8)),
    since: someTime, deadline: deadline, afterwards: afterwards, sentence: "The customer has not come.")
}

/// Fields on which two systems are not at one, in every way in which they can differ.
func dividedFields() -> [FieldName: FieldState] {
  let shared = FieldTerms(owner: .shared, conflict: .ask, lastWord: "crm", rule: "Note: shared \\ \"ask\"\n")
  let crms = FieldTerms(owner: .system("crm"), lastWord: "crm", rule: "Name: crm")
  func word(_ value: String, _ system: String, _ position: Int) -> Merge.Word {
    let time = someTime + .seconds(position)
    return Merge.Word(
      value, by: system, RecordVersion(sequence: system == "erp" ? Int64(position) : nil, changed: time),
      source: source(position))
  }
  var fields: [FieldName: FieldState] = [FieldName("Fax"): FieldState()]
  var name = FieldState()
  _ = Merge.take(word("Müller & \"Söhne\"", "crm", 1), into: &name, by: crms, at: someTime)
  name.send(to: "erp", document: 1)
  _ = Merge.take(word("Müller", "crm", 2), into: &name, by: crms, at: someTime)
  name.send(to: "erp", document: 2)
  _ = Merge.take(word("MULLER\u{1}\u{1F}\t", "erp", 3), into: &name, by: crms, at: someTime)
  fields[FieldName("Name")] = name
  var note = FieldState()
  _ = Merge.take(word("old", "crm", 1), into: &note, by: shared, at: someTime)
  note.send(to: "erp", document: 1)
  _ = Merge.take(word("", "crm", 2), into: &note, by: shared, at: someTime)
  _ = Merge.take(word("its own", "erp", 3), into: &note, by: shared, at: someTime)
  fields[FieldName("ContactPerson[Id=\"P\\7\"]/Note")] = note
  var phone = FieldState()
  _ = Merge.take(word("1", "crm", 1), into: &phone, by: crms, at: someTime)
  phone.decide("2", by: "anna", at: someTime)
  fields[FieldName("Phone[use=main]")] = phone
  return fields
}

extension Ledger {
  /// Receives the interchange of ``source(_:of:)`` and writes within one decision that does not conclude it.
  func write<Result>(_ body: (any Decisions) throws -> Result) throws -> Result {
    if try interchange(InterchangeID("A")) == nil { _ = try receive([arrival("A")]) }
    return try decide(body)
  }

  /// Adds a customer with these keys by system, and answers its number.
  @discardableResult
  func addCustomer(_ keys: [String: String] = [:], _ kind: Entity = .customer) throws -> Int64 {
    try write { decisions in
      let id = try decisions.add(LedgerTests.entity(kind))
      for (system, name) in keys { try decisions.add(key(name, of: id, in: system, kind: kind)) }
      return id
    }
  }

  func knownEntity(_ id: Int64) throws -> EntityState { try #require(try entity(id)) }
}
