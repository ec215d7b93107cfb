import Exchange
import Foundation
import Operations
import XMLEngine

/// One format in full.
struct PackText {
  let pack: FormatPack
  /// Its folder, for people.
  let place: String
  /// Whether it lies where the program is installed, and not beside the configuration.
  let ships: Bool
  let output: Output

  func print() {
    output.line("\(output.styled(pack.name, .strong))  \(Printable.line(pack.title))")
    for line in Wrapped.lines(Printable.line(pack.description), width: max(40, min(output.width, 100))) {
      output.line(line)
    }
    output.line()
    for (title, text) in facts {
      output.line("\(title.padding(toLength: 10, withPad: " ", startingAt: 0))  \(Printable.line(text))")
    }
    output.line()
    printMessages()
    printLosses()
    printCodes()
    printParameters()
  }

  private var facts: [(String, String)] {
    var facts: [(String, String)] = []
    if let standard = pack.standard { facts.append(("standard", standard)) }
    facts.append(("spoken by", pack.sides.map(\.rawValue).joined(separator: ", ")))
    if pack.isCanonical {
      facts.append(("schema", place))
    } else {
      facts.append(("where", place))
      if pack.readme != nil { facts.append(("page", place + "/README.md")) }
    }
    if !pack.format.writes.isEmpty {
      let format = pack.format
      let records = format.document.records == 1 ? "one record each" : "up to \(format.document.records) records each"
      facts.append(("documents", "\(format.document.name), \(records), \((format.encoding ?? .utf8).rawValue)"))
      if let encoding = format.encoding, encoding != .utf8 {
        facts.append(("letters", "\(Self.fate(format.unmappable)) that \(encoding.rawValue) lacks"))
      }
      for (entity, others) in format.companions.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        facts.append(("with", "\(entity.rawValue) takes \(others.map(\.rawValue).joined(separator: ", ")) along"))
      }
      if !format.carries.isEmpty {
        let names = Entity.allCases.filter { format.carries.contains($0) }.map(\.rawValue)
        facts.append(("carry", "\(names.joined(separator: ", ")): the system's own record is given back to it"))
      }
    }
    if !pack.isCanonical {
      if ships { facts.append(("get it by", "cp -R \(place) formats/")) }
      facts.append(("name it by", "formats: { \(pack.name): { pack: formats/\(pack.name) } }"))
    }
    if !pack.samples.isEmpty { facts.append(("samples", "\(place)/samples")) }
    return facts
  }

  private func printMessages() {
    let format = pack.format
    var table = Table(["RECORD", "READ FROM", "READ BY", "WRITTEN BY"])
    for entity in Entity.allCases where format.reads.contains(entity) || format.writes.contains(entity) {
      let places = format.records.filter { $0.entity == entity }.map(\.path.description)
      let isCarried = format.companions.contains { $0.value.contains(entity) }
      let written = format.isCanonical && format.writes.contains(entity) ? "as it stands" : nil
      table.add([
        Cell(entity.rawValue),
        Cell(
          Printable.line(
            places.isEmpty
              ? (isCarried && format.reads.contains(entity) ? "its order" : "–") : places.joined(separator: ", "))),
        Cell(Printable.line(places.isEmpty ? "–" : format.readStylesheet(for: entity)?.written ?? "as it stands")),
        Cell(Printable.line(format.write[entity]?.written ?? written ?? (isCarried ? "with its order" : "–"))),
      ])
    }
    table.print(to: output)
  }

  private func printLosses() {
    let losses = Entity.allCases.compactMap { entity in pack.losses[entity].map { (entity, $0) } }.filter {
      !$0.1.isEmpty
    }
    guard !losses.isEmpty else { return }
    output.line()
    output.line("What does not survive being written and read again:")
    for (entity, fields) in losses {
      for (index, line) in Wrapped.lines(fields.joined(separator: ", "), width: max(40, min(output.width, 100) - 16))
        .enumerated()
      {
        let head = index == 0 ? entity.rawValue : ""
        output.line("  \(head.padding(toLength: 12, withPad: " ", startingAt: 0))  \(Printable.line(line))")
      }
    }
  }

  private static func fate(_ rule: UnmappableRule) -> String {
    switch rule {
    case .refuse: "a record is refused for a character"
    case .transliterate: "other letters stand for those"
    case .characterReference: "references such as &#322; stand for characters"
    }
  }

  private static let mostCodes = 12

  private func printCodes() {
    let codes = pack.format.codes
    guard !codes.isEmpty else { return }
    output.line()
    var table = Table(["CODES OF", "OTHERS", "CANONICAL=ITS OWN"])
    for translation in codes {
      let values = translation.values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      let rest = values.count > Self.mostCodes ? ["and \(values.count - Self.mostCodes) more"] : []
      table.add([
        Cell(translation.element), Cell(translation.others == .pass ? "pass" : "refused"),
        Cell(Printable.line((values.prefix(Self.mostCodes) + rest).joined(separator: "  "))),
      ])
    }
    table.print(to: output)
  }

  private func printParameters() {
    let parameters = pack.format.parameters.sorted { $0.key < $1.key }
    guard !parameters.isEmpty else { return }
    output.line()
    var table = Table(["PARAMETER", "AS IT SHIPS"])
    for (name, value) in parameters {
      table.add([Cell(name), Cell(value.isEmpty ? "(empty)" : Printable.line(value))])
    }
    table.print(to: output)
  }
}
