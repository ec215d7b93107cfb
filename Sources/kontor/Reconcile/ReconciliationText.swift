import Exchange
import Operations
import XMLEngine

/// What two exports came to, in lines for a person: differences by owner, what only one side has, and the sums.
struct ReconciliationText {
  let result: Reconciliation
  let exports: ExportPair
  let sent: Corrections.Sent?
  /// Fields that could be sent.
  let willSend: Int
  let limit: Int
  let output: Output

  func print() {
    for owner in owners { print(result.drifts.filter { $0.owner == owner }, of: owner) }
    for system in [result.crm, result.erp] { printLone(of: system) }
    for export in exports.both { printProblems(of: export) }
    printSums()
    printSent()
  }

  private var owners: [FieldRule.Owner] {
    Set(result.drifts.map(\.owner)).sorted { left, right in rank(left) < rank(right) }
  }

  private func rank(_ owner: FieldRule.Owner) -> String { owner == .shared ? "1" : "0\(owner.word)" }

  // MARK: - Differences

  private func print(_ drifts: [Drift], of owner: FieldRule.Owner) {
    let title = owner == .shared ? "Shared by both" : "Owned by \(Printable.line(owner.word))"
    output.line(output.styled(title, .strong) + ": \(Phrase.count(drifts.count, "difference"))")
    let width = min(output.width, 120)
    let shown = drifts.prefix(limit)
    let keys = shown.map { Printable.width(Self.key(of: $0)) }.max() ?? 0
    let fields = min(32, shown.map { Printable.width($0.field.text) }.max() ?? 0)
    let values = max(12, (width - keys - fields - 6 - 9) / 2)
    var table = Table(["CUSTOMER", "FIELD", result.crm.uppercased(), result.erp.uppercased(), ""])
    for drift in shown {
      table.add([
        Cell(Self.key(of: drift)), Cell(Wrapped.cut(Printable.line(drift.field.text), width: fields)),
        value(drift.crm, values, isRight: isRight(drift, result.crm)),
        value(drift.erp, values, isRight: isRight(drift, result.erp)), remedy(drift),
      ])
    }
    table.print(to: output)
    if drifts.count > limit { output.line("and \(drifts.count - limit) more; --limit shows them") }
    for (reason, count) in reasons(in: drifts) { output.line("* \(Printable.line(reason)) (\(count))") }
    output.line()
  }

  private func isRight(_ drift: Drift, _ system: String) -> Bool {
    guard case .send(let wrong) = drift.remedy else { return false }
    return wrong != system
  }

  private func value(_ value: String?, _ width: Int, isRight: Bool) -> Cell {
    let words = value.map { FieldValue.words($0) } ?? "-"
    return Cell(Wrapped.cut(Printable.line(words), width: width), isRight ? .good : nil)
  }

  private func remedy(_ drift: Drift) -> Cell {
    switch drift.remedy {
    case .send(let system): Cell("→ \(Printable.line(system))", .note)
    case .decide: Cell("decide*", .warning)
    case .byHand: Cell("by hand*", .warning)
    }
  }

  /// Why something is not sent, each reason once.
  private func reasons(in drifts: [Drift]) -> [(String, Int)] {
    var counts: [String: Int] = [:]
    for drift in drifts {
      switch drift.remedy {
      case .send: break
      case .decide(let reason): counts["decide: \(reason)", default: 0] += 1
      case .byHand(let reason): counts["by hand: \(reason)", default: 0] += 1
      }
    }
    return counts.sorted { $0.key < $1.key }
  }

  private static func key(of drift: Drift) -> String {
    Printable.line([drift.crmKey, drift.erpKey].compactMap(\.self).joined(separator: " / "))
  }

  // MARK: - One side only

  private func printLone(of system: String) {
    let lone = result.lone.filter { $0.system == system }
    let found = lone.filter { !$0.stays }
    let staying = lone.count - found.count
    if !found.isEmpty {
      output.line(
        output.styled("Only \(Printable.line(system)) has", .strong) + ": \(Phrase.count(found.count, "customer"))")
      for record in found.prefix(limit) {
        let what =
          record.isKnown
          ? "known here; kontor explain Customer \(Printable.line(record.key)) tells why it is not there"
          : "never came through here; drop it into the inbox, or take both exports in with kontor scan --initial"
        output.line("  \(Printable.line(record.key)), line \(record.line): \(what)")
      }
      if found.count > limit { output.line("  and \(found.count - limit) more; --limit shows them") }
      output.line()
    }
    if staying > 0 {
      output.line(
        "\(Phrase.count(staying, "customer")) of \(Printable.line(system)) \(staying == 1 ? "stays" : "stay") there by "
          + "agreement")
    }
  }

  private func printProblems(of export: FullExport) {
    guard !export.problems.isEmpty else { return }
    output.line(
      output.styled("Not compared or doubtful in the export of \(Printable.line(export.system.name))", .bad)
        + ": \(export.problems.count)")
    for problem in export.problems.prefix(limit) {
      let place = problem.position.map { "line \($0.line): " } ?? ""
      output.line("  \(place)\(Printable.line(problem.message))")
    }
    output.line()
  }

  // MARK: - Sums

  private func printSums() {
    let pairs = result.pairs
    output.line(
      "\(Printable.line(result.crm)) \(Phrase.count(result.crmRecords, "customer")), \(Printable.line(result.erp)) "
        + "\(Phrase.count(result.erpRecords, "customer")); \(Phrase.count(pairs.count, "pair")): \(pairs.byKey) by key, "
        + "\(pairs.byLedger) by what is known here, \(pairs.byIdentifier) by identifiers")
    let people = Set(result.drifts.map { "\($0.crmKey ?? "") \($0.erpKey ?? "")" }).count
    let lone = result.lone.filter { !$0.stays }.count
    output.line(
      "\(result.equal) equal; \(Phrase.count(result.drifts.count, "difference")) in \(Phrase.count(people, "pair")); "
        + "\(lone) on one side only")
  }

  private func printSent() {
    guard let sent else {
      if willSend > 0 {
        output.line("Nothing was sent. --send sends \(Phrase.count(willSend, "field")), those with an arrow.")
      }
      return
    }
    let documents = sent.documents.sorted { $0.key < $1.key }
      .map { "\(Phrase.count($0.value, "document")) to \(Printable.line($0.key))" }
    output.line("Sent: \(documents.isEmpty ? "nothing" : documents.joined(separator: ", ")).")
    for refusal in sent.refusals { output.line("  " + output.styled("not sent", .bad) + " " + Printable.line(refusal)) }
  }
}
