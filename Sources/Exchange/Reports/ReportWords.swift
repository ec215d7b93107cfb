import XMLEngine

/// The words of a report in its language.
struct ReportWords {
  let language: Language

  private func pick(_ english: String, _ german: String) -> String { Bilingual(english, german)[language] }

  // MARK: - Titles

  var report: String { pick("Report on a rejected file", "Bericht über eine abgewiesene Datei") }
  var rejected: String { pick("Rejected", "Abgewiesen") }
  var partlyRejected: String { pick("Partly rejected", "Teilweise abgewiesen") }
  var about: String { pick("The file", "Die Datei") }
  var records: String { pick("Records", "Datensätze") }
  var problems: String { pick("What is wrong", "Was nicht stimmt") }
  var overview: String { pick("Overview", "Übersicht") }
  var ways: String { pick("What you can do now", "Was Sie jetzt tun können") }

  var file: String { pick("File", "Datei") }
  var sender: String { pick("From", "Von") }
  var controlNumber: String { pick("Control number", "Kontrollnummer") }
  var received: String { pick("Received", "Eingegangen") }
  var id: String { pick("Number at Kontor", "Nummer bei Kontor") }
  var attempt: String { pick("Attempt", "Versuch") }
  var earlier: String { pick("Earlier attempt", "Früherer Versuch") }
  var rejectFile: String { pick("Reject file", "Fehlerdatei") }

  var problem: String { pick("Problem", "Problem") }
  var count: String { pick("How often", "Anzahl") }
  var place: String { pick("Where", "Stelle") }
  var why: String { pick("Why", "Grund") }
  var expected: String { pick("Expected", "Erwartet") }
  var remedy: String { pick("What to do", "Was zu tun ist") }
  var who: String { pick("Who", "Wer") }
  var code: String { pick("Code", "Kennung") }
  var technical: String { pick("Technical detail", "Technische Angabe (englisch)") }
  var excerpt: String { pick("The place in the file", "Die Stelle in der Datei") }
  var line: String { pick("Line", "Zeile") }
  var lineAndColumn: String { pick("Line:column", "Zeile:Spalte") }
  var record: String { pick("Record", "Datensatz") }
  var value: String { pick("Value", "Wert") }
  var detail: String { pick("Detail", "Angabe") }
  var inRejectFile: String { pick("Line in the reject file", "Zeile in der Fehlerdatei") }
  var footer: String {
    pick(
      "Written by Kontor. kontor show tells more of this file, kontor codes more of a code.",
      "Geschrieben von Kontor. Mehr zu dieser Datei sagt kontor show, mehr zu einer Kennung kontor codes.")
  }

  // MARK: - Counts

  var announced: String { pick("announced", "angekündigt") }
  var read: String { pick("read", "gelesen") }

  func verdict(_ verdict: RecordVerdict) -> String {
    switch verdict {
    case .accepted: pick("accepted", "übernommen")
    case .unchanged: pick("nothing new", "unverändert")
    case .held: pick("waiting, nothing to do", "wartet, nichts zu tun")
    case .rejected: pick("rejected", "abgewiesen")
    case .duplicate: pick("came before", "schon vorhanden")
    case .superseded: pick("outdated", "überholt")
    case .ignored: pick("not wanted by agreement", "nach Vereinbarung nicht benötigt")
    }
  }

  func times(_ count: Int) -> String { pick("\(count) times", "\(count)-mal") }

  func others(_ count: Int) -> String {
    count == 1
      ? pick("The same at one other place", "Dasselbe an einer weiteren Stelle")
      : pick("The same at \(count) other places", "Dasselbe an \(count) weiteren Stellen")
  }

  func further(_ count: Int) -> String { pick("\(count) more", "\(count) weitere") }

  func more(_ count: Int) -> String {
    count == 1
      ? pick("One more rejected record is not listed here.", "Ein weiterer Datensatz ist hier nicht aufgeführt.")
      : pick(
        "\(count) more rejected records are not listed here.",
        "\(count) weitere abgewiesene Datensätze sind hier nicht aufgeführt.")
  }

  // MARK: - Sentences

  func outcome(of interchange: Interchange) -> String {
    let totals = interchange.totals
    let (read, rejected) = (totals.read, totals[.rejected])
    if read == 0 {
      return pick(
        "The file was refused as a whole; nothing of it was taken.",
        "Die Datei wurde als Ganzes abgewiesen; nichts daraus wurde übernommen.")
    }
    if rejected >= read {
      return read == 1
        ? pick("Its only record could not be taken.", "Der einzige Datensatz konnte nicht übernommen werden.")
        : pick(
          "None of its \(read) records could be taken.", "Keiner der \(read) Datensätze konnte übernommen werden.")
    }
    let others = read - rejected
    let first = pick(
      "\(rejected) of \(read) records \(rejected == 1 ? "was" : "were") rejected.",
      "\(rejected) von \(read) Datensätzen \(rejected == 1 ? "wurde" : "wurden") abgewiesen.")
    let rest =
      others == 1
      ? pick("The other one is dealt with and needs nothing.", "Zu dem anderen ist nichts zu tun.")
      : pick("The other \(others) are dealt with and need nothing.", "Zu den übrigen \(others) ist nichts zu tun.")
    return "\(first) \(rest)"
  }

  /// What is wrong, with everything from the file shown harmless.
  func sentence(of issue: Issue, _ entry: CodeEntry?) -> String {
    guard language == .german, let entry else { return Printable.line(issue.message) }
    let element = issue.path?.split(separator: "/").last.map { $0.prefix { $0 != "[" }.drop { $0 == "@" } }
    // Quotes around nothing tell a clerk less than the expectation does.
    let value = issue.value.flatMap { $0.isEmpty ? nil : Printable.line($0) }
    return entry.german.filled(
      value: value, expected: issue.expected.map(expectation),
      element: element.map { Printable.line(String($0)) })
  }

  func expectation(_ expected: String) -> String {
    Printable.line(language == .german ? GermanExpectation.of(expected) : expected)
  }

  func place(_ position: Position) -> String {
    pick("line \(position.line), column \(position.column)", "Zeile \(position.line), Spalte \(position.column)")
  }

  func lineInRejectFile(_ line: Int) -> String {
    pick(
      "in the reject file the record begins in line \(line)",
      "in der Fehlerdatei beginnt der Datensatz in Zeile \(line)")
  }

  func record(_ record: RecordOutcome) -> String {
    "\(self.record.lowercased(with: language)) \(shortRecord(record))"
  }

  func shortRecord(_ record: RecordOutcome) -> String {
    let key = record.key.map { " \(Printable.line($0))" } ?? ""
    return "\(record.position): \(Printable.line(record.entity))\(key)"
  }

  /// `2026-11-24 08:01:04 UTC`, `24.11.2026, 08:01:04 UTC`.
  func moment(_ moment: Timestamp) -> String {
    let text = moment.description
    let (day, time) = (moment.day.split(separator: "-"), text.dropFirst(11).prefix(8))
    return language == .german ? "\(day[2]).\(day[1]).\(day[0]), \(time) UTC" : "\(moment.day) \(time) UTC"
  }
}

extension String {
  /// German nouns keep their capital.
  fileprivate func lowercased(with language: Language) -> String {
    language == .german ? self : lowercased()
  }
}
