import DropFolder
import Exchange
import Operations

/// The story of a business object in lines for a person: how it stands, its fields, what happened.
struct StoryText {
  let story: EntityStory
  let configuration: Configuration
  let output: Output

  /// Wider lines are hard to read.
  var width: Int { min(output.width, 110) }

  func print() {
    printHead()
    if story.fields.contains(where: { $0.name != .whole }) {
      output.line()
      FieldsText(fields: story.fields, width: width, output: output).print()
    }
    ChaptersText(story: story, configuration: configuration, width: width, output: output).print()
  }

  // MARK: - How it stands

  private func printHead() {
    let name = story.fields.first { $0.name == FieldName("Name") }?.state.agreed
    output.line(
      output.styled(Printable.line("\(story.kind.rawValue) \(story.key)"), .strong)
        + (name.map { "  " + Printable.line($0) } ?? ""))
    if let entity = story.entity { printFacts(of: entity) }
    if let hold = story.hold { printOwnHold(hold) }
    for field in story.fields where field.state.conflict != nil { printConflict(field) }
    if let refusal = story.entity?.refusal { fact("refused", Printable.line(refusal), .bad) }
    if let customer = story.customer { printCustomer(customer) }
    for status in story.statuses { printStatus(status) }
    for hold in story.waiting {
      fact(
        "awaited by",
        Printable.line("\(hold.record.kind.rawValue) \(hold.record.key), held record \(hold.id), since ")
          + Phrase.moment(hold.since))
    }
  }

  private func printFacts(of entity: EntityState) {
    if let stage = entity.stage { fact("stage", stage.rawValue) }
    let keys = story.references.map(Self.words)
    fact("keys", keys.isEmpty ? "none" : keys.map(Printable.line).joined(separator: "; "))
    if !entity.deletedBy.isEmpty {
      fact("deleted", "in " + entity.deletedBy.sorted().map(Printable.line).joined(separator: ", "), .warning)
    }
    if let whole = story.fields.first(where: { $0.name == .whole }) {
      if let by = whole.state.agreedBy {
        let place = story.content.map { " (\($0.words))" } ?? ""
        fact("content", Printable.line("as \(by) told it, as a whole\(place); \(whole.terms.words)"))
      }
    }
  }

  private static func words(of reference: CrossReference) -> String {
    switch reference.standing {
    case .present: "\(reference.system) \(reference.key)"
    case .former: "\(reference.system) \(reference.key) before"
    case .alias: "\(reference.system) \(reference.key) is a second record of it"
    }
  }

  private func printOwnHold(_ hold: Hold) {
    fact("held", "record \(hold.id), since \(Phrase.moment(hold.since)), for \(hold.reason.rawValue)", .warning)
    for line in Wrapped.lines(Printable.line(hold.sentence), width: width - 12) { fact("", line) }
    if let source = story.holdSource { fact("", "from " + source.words) }
    if let deadline = hold.deadline { fact("", "until \(Phrase.moment(deadline)); \(hold.afterwards.words)") }
  }

  private func printConflict(_ field: EntityStory.Field) {
    guard let conflict = field.state.conflict else { return }
    fact("conflict", Printable.line(field.name.text) + ", since \(Phrase.moment(conflict.since))", .warning)
    for (system, value) in conflict.values.sorted(by: { $0.key < $1.key }) {
      fact("", Printable.line("\(system) says \(FieldValue.words(value))"))
    }
    let choice = conflict.values.keys.sorted().first ?? "crm"
    fact(
      "", Printable.line("decide: kontor resolve \(story.kind.rawValue) \(story.key) \"\(field.name)=\(choice)\""),
      .note)
  }

  private func printCustomer(_ customer: EntityStory.Related) {
    let name = customer.entity?.fields[FieldName("Name")]?.agreed.map { ", \($0)" } ?? ""
    let standing =
      customer.entity.map { $0.stage.map { " (\($0.rawValue))" } ?? "" } ?? ", who is not known here yet"
    fact("customer", Printable.line("\(customer.key)\(name)\(standing)"))
  }

  private func printStatus(_ status: EntityStory.Status) {
    let words = [status.state, status.date].compactMap(\.self).joined(separator: ", ")
    let text = (words.isEmpty ? status.key : words) + (status.reason.map { ": \($0)" } ?? "")
    for (index, line) in Wrapped.lines(Printable.line(text), width: width - 12).enumerated() {
      fact(index == 0 ? "status" : "", line)
    }
    if let source = status.source { fact("", source.words) }
  }

  private func fact(_ title: String, _ text: String, _ style: Style? = nil) {
    let head = title + String(repeating: " ", count: max(0, 12 - title.count))
    output.line((style.map { output.styled(head, $0) } ?? output.styled(head, .faint)) + text)
  }
}
