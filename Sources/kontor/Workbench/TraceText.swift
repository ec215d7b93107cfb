import Exchange
import Operations
import XMLEngine

/// What `map --trace` prints of one record: each field of what it becomes, behind it the fields of the file that it is made
/// of, with their lines.
struct TraceText {
  let trace: RecordTrace
  let file: String
  /// Names of elements and attributes whose values are shown to nobody.
  let masked: Set<String>
  let output: Output

  func print() {
    for (index, result) in trace.results.enumerated() {
      let key = trace.key.map { " " + Printable.line($0) } ?? ""
      let title = "\(file):\(trace.start.line): \(trace.entity)\(key) → \(Self.title(of: result))"
      let deciders = trace.deciders(of: index)
      let reason = deciders.isEmpty ? "" : ", there because of \(deciders.map(named).joined(separator: ", "))"
      output.line(output.styled(title, .strong) + reason)
      printFields(of: index, without: Set(deciders))
      printUnused(in: index)
    }
    printChecks()
  }

  static func title(of result: RecordTrace.Result) -> String {
    switch result {
    case .canonical(let entity): "canonical \(entity.rawValue)"
    case .document(let system, let entity): "\(entity.rawValue) for \(system)"
    }
  }

  /// - Parameter deciders: fields of the file on which all of the result depends.
  private func printFields(of index: Int, without deciders: Set<Int>) {
    for var one in trace.fields.outputs[index] {
      one.sources.removeAll { deciders.contains($0.input) }
      let isMasked = one.sources.contains { masked.contains(trace.fields.inputs[$0.input].field.name) }
      let value = isMasked || masked.contains(one.field.name) ? "…" : Self.shown(one.field.value)
      let origin = one.sources.isEmpty ? output.styled("constant", .faint) : "← " + origin(of: one)
      output.line("  \(Printable.line(one.field.path)) = \(value)  \(origin)")
    }
  }

  private func origin(of one: FieldTrace.Output) -> String {
    let groups = Dictionary(grouping: one.sources, by: \.relation)
    return groups.keys.sorted().map { relation in
      let names = groups[relation, default: []].map { named($0.input) }
      let few = names.prefix(Self.mostSources).joined(separator: ", ")
      let list = names.count > Self.mostSources ? "\(few) and \(names.count - Self.mostSources) more" : few
      return switch relation {
      case .copied: list
      case .computed: "computed from \(list)"
      case .decides: "there because of \(list)"
      }
    }.joined(separator: "; ")
  }

  private func printUnused(in index: Int) {
    let unused = trace.unused(in: index)
    guard !unused.isEmpty else { return }
    output.line("  " + output.styled("not used:", .warning))
    for input in unused { output.line("    \(named(input)) = \(value(of: input))") }
  }

  private func printChecks() {
    for (index, input) in trace.fields.inputs.enumerated() {
      guard case .checked(let reason) = input.effect, !input.isParameter else { continue }
      let sentence = masked.isEmpty ? Self.shown(reason) : "…"
      output.line("  \(named(index)) = \(value(of: index))  \(output.styled("checked:", .note)) \(sentence)")
    }
  }

  /// A field of the file with its line: `Lines/Line[2]/Unit:31`.
  private func named(_ input: Int) -> String {
    let line = trace.places[input].map { ":\($0.line)" } ?? ""
    return Printable.line(trace.name(of: input)) + line
  }

  private func value(of input: Int) -> String {
    let field = trace.fields.inputs[input].field
    return masked.contains(field.name) ? "…" : Self.shown(field.value)
  }

  private static let mostSources = 6
  private static let longest = 80

  /// One line, and not too long.
  private static func shown(_ value: String) -> String {
    let line = Printable.line(value)
    return line.count > longest ? line.prefix(longest - 1) + "…" : line
  }
}
