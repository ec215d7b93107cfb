/// What can be counted, with its words for one and for many.
package struct Noun: Sendable {
  let one: (english: String, german: String)
  let many: (english: String, german: String)

  package init(_ one: (english: String, german: String), _ many: (english: String, german: String)) {
    self.one = one
    self.many = many
  }

  package static let file = Noun(("file", "Datei"), ("files", "Dateien"))
  package static let record = Noun(("record", "Datensatz"), ("records", "Datensätze"))
  /// After "mit" and "von".
  package static let recordDative = Noun(("record", "Datensatz"), ("records", "Datensätzen"))
  package static let document = Noun(("document", "Dokument"), ("documents", "Dokumente"))
  package static let cause = Noun(("cause", "Ursache"), ("causes", "Ursachen"))
  package static let line = Noun(("line", "Zeile"), ("lines", "Zeilen"))
  package static let fault = Noun(("error", "Fehler"), ("errors", "Fehler"))
  package static let flow = Noun(("flow", "Fluss"), ("flows", "Flüsse"))
  package static let attempt = Noun(("attempt", "Versuch"), ("attempts", "Versuche"))
  package static let conflict = Noun(("conflict", "Widerspruch"), ("conflicts", "Widersprüche"))
  package static let incident = Noun(("incident", "Störung"), ("incidents", "Störungen"))
  package static let rejectedFile = Noun(
    ("rejected file", "abgewiesene Datei"), ("rejected files", "abgewiesene Dateien"))
  package static let heldRecord = Noun(
    ("held record", "zurückgestellter Datensatz"), ("held records", "zurückgestellte Datensätze"))
}

extension Words {
  /// `1,840`, `1.840`.
  package func number(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { grouped += say(",", ".") }
      grouped.append(digit)
    }
    return number < 0 ? "-" + grouped : grouped
  }

  /// `1 file`, `1,840 files`.
  package func count(_ number: Int, _ noun: Noun) -> String {
    let form = number == 1 ? noun.one : noun.many
    return "\(self.number(number)) \(say(form.english, form.german))"
  }

  /// `more than 1,000 files`, where nobody counted on.
  package func count(_ number: Int, orMore isMore: Bool, _ noun: Noun) -> String {
    isMore ? say("more than ", "mehr als ") + count(number, noun) : count(number, noun)
  }

  /// `1.4 kB`, `28 GB`; a kB is 1,000 bytes, as the configuration has it.
  package func size(_ bytes: Int64) -> String {
    if bytes < 1000 { return "\(bytes) \(say(bytes == 1 ? "byte" : "bytes", "Byte"))" }
    var (tenths, unit) = (bytes / 100, "kB")
    for next in ["MB", "GB", "TB"] where tenths >= 10_000 { (tenths, unit) = (tenths / 1000, next) }
    return tenths >= 100 ? "\(number(Int(tenths / 10))) \(unit)" : "\(decimal(tenths: Int(tenths))) \(unit)"
  }

  func decimal(tenths: Int) -> String {
    let whole = number(tenths / 10)
    return tenths % 10 == 0 ? whole : "\(whole)\(say(".", ","))\(tenths % 10)"
  }

  /// `crm`, `crm and erp`, `crm, erp and shop`.
  package func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + say(" and ", " und ") + last
  }
}
