import Exchange
import Operations

/// How a value is shown to a person.
enum FieldValue {
  static func words(_ value: String?) -> String {
    guard let value else { return "nothing yet" }
    return value.isEmpty ? "(none)" : EntityShape.customer.display(value)
  }
}

/// The fields of a business object as a table: what holds, who says so, by which rule, and who says otherwise.
struct FieldsText {
  let fields: [EntityStory.Field]
  let width: Int
  let output: Output

  private struct Row {
    var name: String
    var value: String
    var by: String
    var rule: String
    var style: Style?
  }

  func print() {
    let rows = rows()
    let names = min(32, max(5, rows.map { Printable.width($0.name) }.max() ?? 0))
    let systems = max(2, rows.map { Printable.width($0.by) }.max() ?? 0)
    let rules = rows.map { Printable.width($0.rule) }.max() ?? 0
    let values = max(12, width - names - systems - rules - 6)
    put(Row(name: "FIELD", value: "WHAT HOLDS", by: "BY", rule: "RULE", style: .faint), names, values, systems)
    for row in rows { put(row, names, values, systems) }
  }

  private func put(_ row: Row, _ names: Int, _ values: Int, _ systems: Int) {
    let value = padded(Wrapped.cut(row.value, width: values), values)
    let line =
      "\(padded(Wrapped.cut(row.name, width: names), names))  \(value)  \(padded(row.by, systems))  \(row.rule)"
    let trimmed = String(line.reversed().drop { $0 == " " }.reversed())
    output.line(row.style.map { output.styled(trimmed, $0) } ?? trimmed)
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - Printable.width(text)))
  }

  /// Fields of a member stand indented below it, whether it is a field itself or only a name.
  private func rows() -> [Row] {
    var rows: [Row] = []
    var above: [String] = []
    for field in fields where !isIdle(field) {
      let path = Self.path(of: field.name)
      let known = zip(path.dropLast(), above).prefix { $0 == $1 }.count
      for depth in known..<(path.count - 1) {
        rows.append(Row(name: Self.indented(path[depth], depth), value: "", by: "", rule: "", style: nil))
      }
      above = path
      rows.append(
        Row(
          name: Self.indented(path[path.count - 1], path.count - 1),
          value: Printable.line(FieldValue.words(field.state.agreed)), by: Printable.line(field.state.agreedBy ?? ""),
          rule: Printable.line(field.terms.words), style: nil))
      rows += differences(of: field)
    }
    return rows
  }

  /// That a member is not the preferred one, on which all agree.
  private func isIdle(_ field: EntityStory.Field) -> Bool {
    field.state.agreed?.isEmpty ?? true && field.state.conflict == nil
      && field.state.sides.values.allSatisfy { $0.said?.isEmpty ?? true }
  }

  private static func indented(_ name: String, _ depth: Int) -> String {
    String(repeating: "  ", count: depth) + Printable.line(name)
  }

  /// `ContactPerson[Id=P-1]/Function` as member and field.
  private static func path(of name: FieldName) -> [String] {
    name.text.split(separator: "]/").map { part in
      part.contains("[") && !part.hasSuffix("]") ? part + "]" : String(part)
    }
  }

  /// What systems said otherwise, or are to be sent.
  private func differences(of field: EntityStory.Field) -> [Row] {
    field.state.sides.sorted { $0.key < $1.key }.compactMap { system, side in
      guard let said = side.said, said != field.state.agreed else { return nil }
      let rest =
        field.state.conflict != nil
        ? "in conflict" : side.believed == field.state.agreed ? "was sent what holds" : "keeps its own"
      return Row(
        name: "", value: "≠ " + Printable.line(FieldValue.words(said)), by: Printable.line(system), rule: rest,
        style: field.state.conflict == nil ? .note : .warning)
    }
  }
}
