/// Which values of fields somebody may see.
package struct ShownValues: Sendable, Hashable {
  /// What stands in the place of others.
  package static let hidden = "•••"

  /// Whether the viewer has the right to see contents at all.
  package var seesPayloads: Bool
  /// Names of elements and attributes whose values are shown to nobody.
  package var masked: Set<String>

  package init(seesPayloads: Bool, masked: Set<String>) {
    self.seesPayloads = seesPayloads
    self.masked = masked
  }

  /// Whether values of a field are shown, by its name in the ledger: `Phone[use=main]`.
  package func shows(_ field: String) -> Bool {
    guard seesPayloads else { return false }
    guard !masked.isEmpty else { return true }
    let names = field.split(separator: "/").map { $0.prefix { $0 != "[" } }
    return !names.contains { masked.contains(String($0)) }
  }

  /// The value, or what stands in its place. That there is none may be seen by everybody.
  package func value(_ value: String?, of field: String) -> String? {
    guard let value, !value.isEmpty else { return value }
    return shows(field) ? value : Self.hidden
  }
}

extension ConflictReport {
  /// With those values alone that may be seen.
  package func showing(_ shown: ShownValues) -> ConflictReport {
    var report = self
    report.values = values.mapValues { shown.value($0, of: field) ?? "" }
    report.sides = sides.mapValues { side in
      var side = side
      side.value = shown.value(side.value, of: field) ?? ""
      return side
    }
    report.base = shown.value(base, of: field)
    return report
  }
}
