import DropFolder
import XMLEngine

/// Who an interchange is: a new one, or one that puts an earlier one right.
extension InterchangeDecision {
  /// Identity is sender and control number (and the content's hash, which was compared before).
  func checkIdentity(in reader: RecordReader) throws {
    guard !identityChecked else { return }
    interchange.envelope = format(of: reader).envelope(in: reader)
    // Before the first record the number may simply not have come yet.
    guard interchange.envelope.controlNumber != nil || reader.recordCount > 0 || reader.end != nil else { return }
    identityChecked = true
    guard interchange.sender != System.desk else { return try checkNumber(earlier: []) }
    let earlier = try earlierOfSameNumber()
    if interchange.handedIn == nil {
      let marker = format(of: reader).marker(in: reader)
      try requireOwn(marker)
      try recognise(marker: marker, earlier)
    }
    try noteCorrected()
    try checkNumber(earlier: earlier)
  }

  /// A file that is refused before its first record may put an earlier one right all the same, or try to.
  func recogniseRefused(_ envelope: Envelope) throws {
    guard !identityChecked, interchange.handedIn == nil, interchange.sender != System.desk else { return }
    interchange.envelope = envelope
    do {
      try recognise(marker: reader.flatMap { format(of: $0).marker(in: $0) }, earlierOfSameNumber())
    } catch is Refusal {
      // It comes too late for that, and what is wrong with it is told already.
    }
  }

  func noteCorrected() throws(LedgerError) {
    guard let corrects = interchange.corrects else { return }
    corrected = try log.rejection(of: corrects)
    correctedPlace = try log.correctedPlace(of: interchange)
  }

  private func earlierOfSameNumber() throws -> [Interchange] {
    guard let number = interchange.envelope.controlNumber else { return [] }
    return try log.interchanges(from: interchange.sender, controlNumber: number).filter { $0.id != interchange.id }
  }

  // MARK: - Corrections

  /// Whether this puts an earlier file right: by its control number, by the marker of a reject file, by its name, by its
  /// content, in this order.
  private func recognise(marker: InterchangeID?, _ earlier: [Interchange]) throws {
    if let open = try earlier.last(where: { try Lineage(of: $0, in: log).open(in: log) != nil }) {
      try correct(open, .controlNumber)
    } else if let last = earlier.last, earlier.allSatisfy({ $0.verdict == .rejected }) {
      try correct(last, .controlNumber)
    } else if earlier.isEmpty {
      if let named = try marker.flatMap({ try rejected($0) }) {
        try correct(named, .marker)
      } else if let named = try rejected(byNameOf: interchange.fileName) {
        try correct(named, .name)
      } else if let same = try log.openRejection(from: interchange.sender, sha256: interchange.sha256) {
        try log.interchange(same.interchange).map { try correct($0, .content) }
      }
    }
  }

  /// A reject file belongs into the inbox through which the rejected file came.
  private func requireOwn(_ marker: InterchangeID?) throws {
    guard let marker, let marked = try log.interchange(marker), marked.sender != interchange.sender else { return }
    let inbox = place.configuration.system(named: marked.sender)?.inbox?.written ?? "the inbox of \(marked.sender)"
    throw Refusal(
      issues: [
        Issue(
          .wrongInbox, phase: .envelope, value: marker.text, expected: inbox,
          "It is to put \(marker) right, which came from \(marked.sender), not from \(interchange.sender). Drop it into "
            + "\(inbox); nothing of it is used here.")
      ], envelope: interchange.envelope)
  }

  /// Puts right what of an interchange, or of a later attempt at it, is still open.
  private func correct(_ earlier: Interchange, _ recognition: Recognition) throws {
    let lineage = try Lineage(of: earlier, in: log)
    let open = try lineage.open(in: log)
    if open == nil, recognition != .controlNumber, let settled = try lineage.lastSettlement(in: log),
      settled.state == .corrected
    {
      throw try alreadyCorrected(earlier, lineage, by: settled)
    }
    interchange.corrects = (open ?? lineage.latest).id
    interchange.recognition = recognition
  }

  private func alreadyCorrected(_ earlier: Interchange, _ lineage: Lineage, by settled: Settlement) throws -> Refusal {
    let by = try log.interchange(settled.by)
    let who = by.map { "\($0.fileName.display) (\($0.id))" } ?? settled.by.text
    return Refusal(
      issues: [
        Issue(
          .alreadyCorrected, phase: .envelope, value: earlier.id.text,
          "It is to put \(earlier.id) right, and \(who) did that already at \(settled.at). Nothing of it is used; send "
            + "further changes under a new control number and name.")
      ], envelope: interchange.envelope)
  }

  /// An interchange of this sender of which something was rejected.
  private func rejected(_ id: InterchangeID) throws -> Interchange? {
    guard let found = try log.interchange(id), found.sender == interchange.sender,
      try log.rejection(of: id) != nil
    else { return nil }
    return found
  }

  /// Files among the rejected ones are called by id and name. The same name as a file that was refused as a whole counts
  /// too, unless both say by a number that they are two.
  private func rejected(byNameOf name: FileName) throws -> Interchange? {
    if let named = try InterchangeID(leading: name.display).flatMap({ try rejected($0) }) { return named }
    guard let rejection = try log.openRejection(from: interchange.sender, named: name),
      let found = try log.interchange(rejection.interchange), found.totals.read == 0,
      interchange.envelope.controlNumber == nil || found.envelope.controlNumber == nil
    else { return nil }
    return found
  }

  // MARK: - Numbers

  private func checkNumber(earlier: [Interchange]) throws {
    guard let number = interchange.envelope.controlNumber else { return }
    if let used = earlier.last(where: { $0.verdict != .rejected }), try !isOfSameLineage(used) {
      throw try numberUsed(number, by: used)
    }
    guard earlier.isEmpty, let value = Int64(number),
      let highest = try log.highestControlNumber(from: interchange.sender)
    else { return }
    if value - 1 > highest {
      try warn(
        .controlNumberGap, number, "Control number \(number) follows \(highest): something in between is missing.")
    } else if value <= highest {
      try warn(.controlNumberLower, number, "Control number \(number) is lower than \(highest), which came before.")
    }
  }

  private func isOfSameLineage(_ other: Interchange) throws -> Bool {
    guard let corrects = interchange.corrects, let earlier = try log.interchange(corrects) else { return false }
    return try Lineage(of: earlier, in: log).number(of: other.id) != nil
  }

  private func numberUsed(_ number: String, by used: Interchange) throws -> Refusal {
    let lineage = try Lineage(of: used, in: log)
    if lineage.attempts.count > 1, let settled = try log.settlements(of: lineage.first.id).last {
      return try alreadyCorrected(lineage.first, lineage, by: settled)
    }
    let discarded = try log.settlements(of: used.id).last { $0.state == .discarded }
    let ending = discarded.map { " What was rejected of that was discarded on \($0.at.day)." } ?? ""
    return Refusal(
      issues: [
        Issue(
          .duplicateControlNumber, phase: .envelope, value: number, expected: "a number that was not used before",
          "Control number \(number) was used before, by \(used.fileName.display) on \(used.receivedAt.day), for other "
            + "content.\(ending)")
      ], envelope: interchange.envelope)
  }

  private func warn(_ code: IssueCode, _ value: String, _ message: String) throws {
    warnings = true
    try log.add(Issue(code, .warning, phase: .envelope, value: value, message), record: nil, of: interchange.id)
  }
}

extension RejectionMemory {
  /// Where the records of a correction stand among others: at the file that was rejected first. Nil for what corrects
  /// nothing.
  func correctedPlace(of interchange: Interchange) throws(LedgerError) -> InterchangeID? {
    guard let corrects = interchange.corrects, let earlier = try self.interchange(corrects) else { return nil }
    return try Lineage(of: earlier, in: self).first.id
  }
}
