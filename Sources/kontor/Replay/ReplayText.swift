import DropFolder
import Exchange
import Operations

/// What a replay found, in lines for a person.
struct ReplayText {
  let output: Output
  /// Everything is shown, and whole. Else a few lines of each document that changed: what was added follows from the rest,
  /// and so does what an acknowledgement says, unless it is all that changed.
  let showsAll: Bool

  /// Lines of one document that are shown at most, where not all are.
  private static let longest = 30

  // MARK: - One interchange

  func print(_ difference: ReplayDifference, _ contents: ReplayContents) throws {
    let interchange = difference.interchange
    output.line(
      output.styled("\(Printable.line(interchange.sender))/\(interchange.fileName.display)", .strong)
        + "  \(interchange.id)  \(Phrase.moment(interchange.decidedAt ?? interchange.receivedAt))")
    if let verdict = difference.verdict {
      item("file", turn(verdict.before?.rawValue ?? "none", verdict.after?.rawValue ?? "none"))
    }
    if let codes = difference.codes { item("file", turn(Self.list(codes.before ?? []), Self.list(codes.after ?? []))) }
    for record in difference.records { item("record \(record.position)", words(for: record)) }
    for change in difference.documents {
      let tellsMore = change.document?.kind == .import || difference.isOnlyAcknowledgements
      try print(change, contents, withLines: showsAll || change.kind == .changed && tellsMore)
    }
    output.line()
  }

  private func words(for record: ReplayDifference.RecordChange) -> String {
    let name = [record.entity, record.key].compactMap(\.self).joined(separator: " ")
    let before = record.before.rawValue + (record.codesBefore.isEmpty ? "" : " [\(Self.list(record.codesBefore))]")
    let after = record.after.rawValue + (record.codesAfter.isEmpty ? "" : " [\(Self.list(record.codesAfter))]")
    return "\(Printable.line(name)): \(turn(before, after))"
  }

  private func print(
    _ change: ReplayDifference.DocumentChange, _ contents: ReplayContents, withLines: Bool
  ) throws {
    guard let document = change.document else { return }
    let noun = document.kind == .import ? "document" : "acknowledgement"
    var name = "\(document.system)/\(document.name.display)"
    if change.kind == .renamed, let before = change.before {
      name = turn("\(before.system)/\(before.name.display)", name)
    }
    item("\(noun) \(change.kind.rawValue)", name)
    guard withLines, change.kind != .renamed else { return }
    guard let lines = try contents.lines(of: change) else {
      if change.kind == .changed, let before = change.before {
        output.line("      \(Phrase.size(before.size)) before, \(Phrase.size(document.size)) now")
      }
      return
    }
    let longest = showsAll ? lines.count : Self.longest
    for line in lines.prefix(longest) { output.line("    " + text(of: line)) }
    if lines.count > longest {
      output.line(output.styled("    … \(Phrase.count(lines.count - longest, "more line")); see --details", .faint))
    }
  }

  private func text(of line: DocumentLines.Line) -> String {
    let text = Printable.line(line.text)
    return switch line.kind {
    case .same: "  \(text)"
    case .removed: output.styled("- \(text)", .bad)
    case .added: output.styled("+ \(text)", .good)
    case .gap: output.styled("  …", .faint)
    }
  }

  private func item(_ subject: String, _ text: String) {
    output.line("  \(subject)  \(text)")
  }

  private func turn(_ before: String, _ after: String) -> String { "\(before) → \(after)" }

  private static func list(_ codes: [String]) -> String {
    codes.isEmpty ? "nothing" : codes.map(Printable.line).joined(separator: ", ")
  }

  func print(_ failure: ReplayTally.Failure) {
    output.line(
      "\(Printable.line(failure.subject)): \(output.styled("not decided again:", .warning)) "
        + Printable.line(failure.message))
  }

  // MARK: - The sum

  /// - Parameter hidden: interchanges that differ and were not shown.
  func print(_ tally: ReplayTally, hidden: Int) {
    if hidden > 0 { output.line("… and \(Phrase.count(hidden, "more file")) like that; --details shows all") }
    var sums: [(subject: String, text: String)] = []
    sums.append((subject: "documents", text: Self.sum(tally.documents)))
    sums.append((subject: "acknowledgements", text: Self.sum(tally.acknowledgements)))
    sums.append((subject: "records", text: Self.sum(tally.records, explained: tally.recordsExplainedOtherwise)))
    sums.append((subject: "files", text: Self.sum(tally.files, explained: tally.filesExplainedOtherwise)))
    for (subject, text) in sums where !text.isEmpty { line(subject, text) }
    if !tally.failures.isEmpty { line("not decided", Phrase.count(tally.failures.count, "file") + ", named above") }
    if tally.decidedOnly > 0 {
      line("not compared", "\(Phrase.count(tally.decidedOnly, "file")), decided for what was known then")
    }
    if let drifted = tally.drifted, drifted > 0 {
      line(
        "before that",
        "\(Phrase.count(drifted, "file")) come to something else than then without the change too; kontor replay without "
          + "a change shows them")
    }
    let compared = Phrase.count(tally.compared, "file")
    output.line(
      tally.differing == 0
        ? "\(compared) compared: \(output.styled("no difference", .good))"
        : "\(compared) compared: \(output.styled(Self.otherwise(tally.differing), .warning))")
  }

  private static func otherwise(_ count: Int) -> String {
    "\(count) of them \(count == 1 ? "comes" : "come") out otherwise"
  }

  private func line(_ subject: String, _ text: String) {
    output.line(subject + String(repeating: " ", count: max(1, 18 - subject.count)) + text)
  }

  private static func sum(_ counts: [ReplayDifference.DocumentChange.Kind: ReplayTally.Count]) -> String {
    ReplayDifference.DocumentChange.Kind.allCases.compactMap { kind in
      counts[kind].map { "\($0.items) \(kind.rawValue) in \(Phrase.count($0.interchanges, "file"))" }
    }.joined(separator: ", ")
  }

  private static func sum(_ turns: [ReplayTally.Turn: Int], explained: Int) -> String {
    let counts = turns.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key.before) → \($0.key.after)" }
    return (counts + (explained > 0 ? ["\(explained) explained otherwise"] : [])).joined(separator: ", ")
  }
}

extension ReplayDifference {
  fileprivate var isOnlyAcknowledgements: Bool {
    verdict == nil && codes == nil && records.isEmpty && documents.allSatisfy { $0.document?.kind == .acknowledgement }
  }
}
