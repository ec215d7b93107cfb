/// A configuration for two systems whose formats are known: what travels between them follows from what their formats read
/// and write.
package struct NewExchange {
  package let crm: FormatPack
  package let erp: FormatPack
  /// What goes from the CRM to the ERP. Never empty.
  package let there: [Entity]
  /// What goes from the ERP to the CRM.
  package let back: [Entity]

  /// What the configuration that ships lets travel.
  private static let wanted: (there: [Entity], back: [Entity]) = (
    [.customer, .order], [.customer, .orderStatus, .invoice, .reminder]
  )

  /// Why two formats make no exchange, in a sentence with what to do.
  package struct Refusal: Error {
    package let message: String
  }

  package init(crm: FormatPack, erp: FormatPack) throws(Refusal) {
    (self.crm, self.erp) = (crm, erp)
    there = Self.travelling(Self.wanted.there, from: crm, to: erp)
    back = Self.travelling(Self.wanted.back, from: erp, to: crm)
    for (pack, side) in [(crm, System.Role.crm), (erp, .erp)] where !pack.sides.contains(side) {
      throw Refusal(
        message:
          "\(pack.name) (\(Printable.line(pack.title))) is not what a system on the \(side.rawValue) side speaks; kontor formats "
          + "shows which one is")
    }
    guard !there.isEmpty else {
      throw Refusal(
        message:
          "nothing would go from the CRM to the ERP: \(Self.reads(crm)), and \(Self.writes(erp)). Choose another "
          + "format for one of them; kontor formats shows what each reads and writes")
    }
  }

  // MARK: - What is said by whom

  /// What one can say and the other be written. Customers who only go along with orders need orders that go.
  private static func travelling(_ wanted: [Entity], from: FormatPack, to: FormatPack) -> [Entity] {
    let both = wanted.filter { sent(by: from).contains($0) && to.format.writes.contains($0) }
    return both.filter { entity in
      to.format.isCanonical || to.format.write[entity] != nil
        || both.contains { to.format.companions[$0]?.contains(entity) == true }
    }
  }

  /// The format of the files that a system drops. One whose format Kontor only writes has to drop canonical ones.
  private static func dropped(by pack: FormatPack) -> String {
    pack.format.reads.isEmpty ? FormatPack.canonicalName : pack.name
  }

  private static func sent(by pack: FormatPack) -> [Entity] {
    pack.format.reads.isEmpty ? Entity.allCases : pack.format.reads
  }

  private static func reads(_ pack: FormatPack) -> String {
    "\(pack.name) is read for \(list(pack.format.reads))"
  }

  private static func writes(_ pack: FormatPack) -> String {
    pack.format.writes.isEmpty
      ? "\(pack.name) is not written" : "\(pack.name) is written for \(list(pack.format.writes))"
  }

  private static func list(_ entities: [Entity]) -> String {
    ConfigurationReader.list(entities.map(\.rawValue))
  }

  // MARK: - The configuration

  /// The packs that it names, each once.
  package var packs: [FormatPack] {
    (crm.name == erp.name ? [crm] : [crm, erp]).filter { !$0.isCanonical }
  }

  /// The text of the configuration: that of the one that ships with other systems, formats and flows.
  ///
  /// - Parameter shipped: the text of the one that ships.
  package func text(from shipped: String) throws(Refusal) -> String {
    var file = ConfigurationSections(shipped)
    for (key, lines) in [("systems", systems), ("formats", formats), ("flows", flows)] {
      guard file.replace(key, with: lines) else {
        throw Refusal(message: "the kontor.yaml that ships has no \(key) that could be replaced; install Kontor anew")
      }
    }
    return file.text
  }

  private var systems: [String] {
    system("crm", crm, taken: "what it is sent and what it drops")
      + ["    settle: { quiet: 5s }", "    acknowledge: { records: exceptions }      # or: all, none"]
      + system("erp", erp, taken: "what it is sent and what it drops")
  }

  private func system(_ name: String, _ pack: FormatPack, taken: String) -> [String] {
    var lines = ["  \(name):", "    inbox: inbox/\(name)", "    outbox: outbox/\(name)"]
    if name == "crm" {
      lines[2] += "          # acknowledgements come here too"
    }
    let dropped = Self.dropped(by: pack)
    if dropped == pack.name {
      lines.append("    format: \(pack.name)" + Self.comment(taken, behind: "    format: \(pack.name)"))
    } else {
      lines.append("    format: \(pack.name)" + Self.comment("what it is sent", behind: "    format: \(pack.name)"))
      lines.append(
        "    sends: \(dropped)"
          + Self.comment("what it drops: nothing is read in \(pack.name)", behind: "    sends: \(dropped)"))
      lines.append("    # Answers to what it drops lie among its documents, unless they have a folder of their own:")
      lines.append("    # acknowledge: { to: outbox/\(name)-answers }")
    }
    if name == "crm" {
      lines += [
        "    # How Kontor knows that a file is complete: nothing about it changes for a while (use 15s on a network share).",
        "    # If the CRM can do it, better: { marker: .done } or { rename-in: yes }.",
      ]
    }
    return lines
  }

  private var formats: [String] {
    var lines = [
      "  \(FormatPack.canonicalName):                     # canonical itself: no stylesheets",
      "    root: \"{\(Format.canonicalNamespace)}Exchange\"",
      "    schema: xsd/exchange.xsd",
      "    records: [\(Entity.allCases.map(\.rawValue).joined(separator: ", "))]",
    ]
    for pack in packs {
      let key = "  \(pack.name):"
      lines.append(key + Self.comment(Printable.line(pack.title), behind: key))
      lines.append("    pack: formats/\(pack.name)")
      let parameters = pack.format.parameters.sorted { $0.key < $1.key }
      guard !parameters.isEmpty else { continue }
      lines.append(
        "    # What it can be told, as it ships; README.md there says more. Take away the # where yours is another.")
      lines.append("    # parameters:")
      lines += parameters.map { "    #   \($0.key): \(Self.quoted($0.value))" }
    }
    return lines
  }

  private var flows: [String] {
    var lines = missing(Self.wanted.there, there, from: crm, to: erp)
    lines.append(flow("crm", "erp", there))
    lines += missing(Self.wanted.back, back, from: erp, to: crm)
    if !back.isEmpty { lines.append(flow("erp", "crm", back)) }
    return lines
  }

  private func flow(_ from: String, _ to: String, _ entities: [Entity]) -> String {
    "  - { from: \(from), to: \(to), entities: [\(entities.map(\.rawValue).joined(separator: ", "))], accept: per-record }"
  }

  /// Says why something does not travel that does in the configuration that ships.
  private func missing(_ wanted: [Entity], _ carried: [Entity], from: FormatPack, to: FormatPack) -> [String] {
    wanted.filter { !carried.contains($0) }.map { entity in
      let reason =
        Self.sent(by: from).contains(entity) ? "\(to.name) has no way to write it" : "\(from.name) has no way to say it"
      let way = from.name == crm.name && wanted == Self.wanted.there ? "to the ERP" : "to the CRM"
      return "  # No \(entity.rawValue) \(way): \(reason)."
    }
  }

  private static func comment(_ text: String, behind line: String) -> String {
    String(repeating: " ", count: max(1, 32 - line.count)) + "# " + text
  }

  /// A YAML scalar in double quotes.
  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
  }
}
