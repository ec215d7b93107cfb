import Exchange

/// What the transactions do to the rows.
extension LedgerState {
  mutating func receive(_ arrival: Interchange) -> Interchange {
    if let known = interchange(arrival.id) { return known }
    var received = arrival
    received.state = .received
    received.repeats = original(of: arrival.id, sender: arrival.sender, sha256: arrival.sha256)
    interchanges.append(received)
    return received
  }

  /// Changes an interchange that is in one of these states, and answers it.
  @discardableResult
  mutating func change(
    _ id: InterchangeID, from states: Set<InterchangeState>, _ body: (inout Interchange) -> Void
  ) throws(LedgerError) -> Interchange {
    guard let index = interchanges.firstIndex(where: { $0.id == id }), states.contains(interchanges[index].state) else {
      throw .misuse("Interchange \(id) is unknown, or in a state that forbids it.")
    }
    body(&interchanges[index])
    return interchanges[index]
  }

  mutating func mark(_ document: String, _ documentState: Document.State, at moment: Timestamp) throws(LedgerError) {
    guard let place = documentPlaces[document], let known = documents[place.interchange]?[place.ordinal] else {
      throw .misuse("No document \(document) was ever decided.")
    }
    if documentState == .superseded, known.state == .published {
      documents[place.interchange]?[place.ordinal]?.state = .superseded
    }
    guard known.state != .published, documentState != .superseded else { return }
    documents[place.interchange]?[place.ordinal]?.state = documentState
    if documentState == .published { receipts.moments[document] = DocumentMoments(publishedAt: moment) }
  }

  mutating func putInDoubt(_ kind: Document.Kind, for system: String) {
    for (interchange, known) in documents {
      for (ordinal, document) in known where document.kind == kind && document.system == system {
        if document.state == .prepared { documents[interchange]?[ordinal]?.state = .inDoubt }
      }
    }
  }

  /// Published, if it is decided and all its import documents are.
  mutating func complete(_ id: InterchangeID) {
    guard let index = interchanges.firstIndex(where: { $0.id == id && $0.state == .decided }),
      !(documents(of: id, kind: .import) + released(by: id)).contains(where: \.isUnpublished)
    else { return }
    interchanges[index].state = .published
  }

  mutating func markDone(
    _ id: InterchangeID, place: String, at moment: Timestamp, as origin: Closing.Origin = .closed
  ) throws(LedgerError) {
    if interchange(id)?.state == .done { return }
    guard !(documents[id] ?? [:]).values.contains(where: { $0.state == .prepared }),
      !released(by: id).contains(where: { $0.state == .prepared })
    else {
      throw .misuse("Interchange \(id) has documents that were not published.")
    }
    try change(id, from: [.decided, .published]) { interchange in
      interchange.state = .done
      interchange.place = place
      interchange.doneAt = moment
    }
    close(id, as: origin)
  }

  mutating func add(_ document: Document) throws(LedgerError) {
    guard interchange(document.interchange) != nil, documentPlaces[document.id] == nil,
      documents[document.interchange]?[document.ordinal] == nil
    else { throw .misuse("Document \(document.id) is there already, or of no interchange.") }
    documents[document.interchange, default: [:]][document.ordinal] = document
    documentPlaces[document.id] = (document.interchange, document.ordinal)
    if document.state == .waiting { try beginWait(document) }
  }

  /// - Parameter withoutAccepted: records that were simply accepted may be missing.
  mutating func conclude(_ decided: Interchange, withoutAccepted: Bool = false) throws(LedgerError) {
    try requireAgreement(of: decided, withoutAccepted)
    try change(decided.id, from: [.received, .waiting]) { interchange in
      interchange.state = .decided
      interchange.waitsUntil = nil
      interchange.envelope = decided.envelope
      interchange.verdict = decided.verdict
      interchange.level = decided.level
      interchange.advice = decided.advice
      interchange.summary = decided.summary
      interchange.totals = decided.totals
      interchange.repeats = decided.repeats
      interchange.corrects = decided.corrects
      interchange.recognition = decided.recognition
      interchange.versions = decided.versions
      interchange.decidedAt = decided.decidedAt
    }
  }

  private func requireAgreement(of decided: Interchange, _ withoutAccepted: Bool) throws(LedgerError) {
    guard decided.verdict != nil, decided.decidedAt != nil else {
      throw .misuse("The verdict of \(decided.id) or its moment is missing.")
    }
    let written = records[decided.id] ?? [:]
    var counted = Totals()
    for record in written.values { counted.count(record.verdict) }
    let agree = RecordVerdict.allCases.allSatisfy { verdict in
      decided.totals[verdict] == counted[verdict]
        || withoutAccepted && verdict == .accepted && decided.totals[verdict] > counted[verdict]
    }
    guard decided.totals.agree, agree else {
      throw .misuse("The totals of \(decided.id) differ from its records.")
    }
    let lost = (issues[decided.id] ?? []).contains { $0.record.map { written[$0] == nil } ?? false }
    if lost { throw .misuse("\(decided.id) has an issue of a record that is not there.") }
  }
}
