package import Exchange
package import Operations

/// What is told of an incident.
extension Words {
  /// What is wrong, in a sentence. Where the words of the ledger, which are English, know more, they stand behind it.
  package func account(of incident: IncidentReport) -> Markup {
    guard let cause = IncidentCause(rawValue: incident.code) else { return english(incident.detail) }
    return account(of: IncidentKey(cause, incident.subject), incident.count, incident.since.timestamp, incident.detail)
  }

  package func account(of incident: Incident) -> Markup {
    account(of: incident.key, incident.count, incident.since, incident.detail)
  }

  private func account(of key: IncidentKey, _ count: Int, _ since: Timestamp, _ detail: String) -> Markup {
    let knowsMore = Self.knowsMore(key.cause)
    if knowsMore, language == .english { return Markup(Printable.line(detail)) }
    guard let sentence = sentence(of: key, count, since) else { return english(detail) }
    return knowsMore ? Markup(sentence + " ") + small { english(detail) } : Markup(sentence)
  }

  private func english(_ detail: String) -> Markup {
    let text = Printable.line(detail)
    return language == .english ? Markup(text) : span(text, .language("en"))
  }

  /// Whether the ledger's words say what is kept nowhere else: a name, a message of the file system, a reason.
  private static func knowsMore(_ cause: IncidentCause) -> Bool {
    switch cause {
    case .fileUnfinished, .fileUndecided, .fileQuarantined, .folderAway, .folderWrong, .folderReadOnly, .folderFull,
      .flowPaused:
      true
    case .fileMissing, .numberGap, .numberReversal, .documentsWaiting, .documentsNotTaken, .documentsUnconfirmed,
      .documentsInDoubt, .rejectedWaiting, .heldOverdue, .conflictsWaiting:
      false
    }
  }

  // MARK: - In a sentence

  private func sentence(of key: IncidentKey, _ count: Int, _ since: Timestamp) -> String? {
    let (subject, time) = (key.subject, time(since))
    switch key.cause {
    case .fileMissing: return MissingFile(key).map { missing($0, count, time) }
    case .numberGap: return NumberGap(key).map { gap($0, count) }
    case .numberReversal:
      return NumberReversal(key).map {
        say(
          "\($0.sender) went back with its control numbers, after \($0.highest) had come.",
          "\($0.sender) ist mit seinen Kontrollnummern zurückgegangen, nachdem \($0.highest) schon gekommen war.")
      }
    case .fileUnfinished:
      let parts = subject.split(separator: "/", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { return nil }
      return say(
        "\(parts[1]) in the inbox of \(parts[0]) does not become complete.",
        "\(parts[1]) im Eingang von \(parts[0]) wird nicht vollständig.")
    case .fileUndecided:
      return say(
        "\(self.count(count, .file)) of \(subject) in hand and undecided, the oldest since \(time).",
        count == 1
          ? "1 Datei von \(subject) ist seit \(time) in Arbeit und nicht entschieden."
          : "\(number(count)) Dateien von \(subject) sind in Arbeit und nicht entschieden, die älteste seit \(time).")
    case .fileQuarantined:
      return QuarantinedFile(key).map {
        say(
          "A file of \($0.sender) ended the program, and was put aside as \($0.interchange).",
          "Eine Datei von \($0.sender) hat das Programm beendet und ist als \($0.interchange) beiseitegelegt.")
      }
    case .documentsWaiting, .documentsNotTaken, .documentsUnconfirmed, .documentsInDoubt:
      return documents(key.cause, subject, count, time)
    case .folderAway: return say("\(subject) cannot be reached.", "\(subject) ist nicht erreichbar.")
    case .folderWrong:
      return say("Another folder stands in the place of \(subject).", "An der Stelle von \(subject) liegt ein anderer.")
    case .folderReadOnly:
      return say("Nothing can be written to \(subject).", "In \(subject) kann nicht geschrieben werden.")
    case .folderFull: return say("\(subject) runs out of room.", "In \(subject) geht der Platz aus.")
    case .rejectedWaiting:
      return say(
        "\(self.count(count, .file)) of \(subject) to be put right, the first since \(time).",
        count == 1
          ? "1 Datei von \(subject) ist seit \(time) zu berichtigen."
          : "\(number(count)) Dateien von \(subject) sind zu berichtigen, die erste seit \(time).")
    case .heldOverdue:
      return say(
        "\(self.count(count, .record)) waiting beyond the time by which a person was to look at them, the first since \(time).",
        count == 1
          ? "1 Datensatz wartet seit \(time), länger als vorgesehen; jemand sollte ihn ansehen."
          : "\(number(count)) Datensätze warten länger als vorgesehen, der erste seit \(time); jemand sollte sie ansehen."
      )
    case .conflictsWaiting:
      let least = count == Trouble.mostConflicts
      return say(
        "\(least ? "at least " : "")\(self.count(count, .record)) with fields that a person has to decide.",
        "Bei \(least ? "mindestens " : "")\(self.count(count, .recordDative)) muss jemand über Felder entscheiden.")
    case .flowPaused:
      return say("\(subject) is paused since \(time).", "\(subject) ist seit \(time) angehalten.")
    }
  }

  private func missing(_ file: MissingFile, _ deadlines: Int, _ time: String) -> String {
    let what = self.file(file)
    return say(
      "\(file.sender) was to drop \(what) by \(time).", "\(file.sender) sollte bis \(time) liefern: \(what).")
      + (deadlines == 1
        ? ""
        : say(
          " It has not come \(number(deadlines)) times in a row.",
          " Das ist jetzt \(number(deadlines))-mal in Folge ausgeblieben."))
  }

  /// `customers-*.xml with Customer`.
  private func file(_ file: MissingFile) -> String {
    let name = file.name ?? say("a file", "eine Datei")
    let kinds = file.entities.map { kind($0.rawValue) }
    return kinds.isEmpty ? name : name + say(" with ", " mit ") + kinds.joined(separator: say(" or ", " oder "))
  }

  private func gap(_ gap: NumberGap, _ missing: Int) -> String {
    let (first, last) = (gap.numbers.lowerBound, gap.numbers.upperBound)
    if first == last {
      return say(
        "Control number \(first) of \(gap.sender) did not come.",
        "Kontrollnummer \(first) von \(gap.sender) ist nicht gekommen.")
    }
    if last - first + 1 == Int64(missing) {
      return say(
        "Control numbers \(first) to \(last) of \(gap.sender) did not come.",
        "Die Kontrollnummern \(first) bis \(last) von \(gap.sender) sind nicht gekommen.")
    }
    return say(
      "Of the control numbers \(first) to \(last) of \(gap.sender), \(number(missing)) did not come.",
      "Von den Kontrollnummern \(first) bis \(last) von \(gap.sender) \(missing == 1 ? "fehlt" : "fehlen") noch \(number(missing))."
    )
  }

  private func documents(_ cause: IncidentCause, _ system: String, _ count: Int, _ time: String) -> String? {
    let documents = self.count(count, .document)
    let isOne = count == 1
    return switch cause {
    case .documentsWaiting:
      say(
        "\(documents) for \(system) not published, the oldest decided at \(time).",
        isOne
          ? "1 Dokument für \(system) ist seit \(time) entschieden und nicht herausgegeben."
          : "\(documents) für \(system) sind entschieden und nicht herausgegeben, das älteste seit \(time).")
    case .documentsNotTaken:
      say(
        "\(documents) in the outbox of \(system), the oldest since \(time).",
        isOne
          ? "1 Dokument liegt seit \(time) im Ausgang von \(system)."
          : "\(documents) liegen im Ausgang von \(system), das älteste seit \(time).")
    case .documentsUnconfirmed:
      say(
        "\(self.count(count, .record)) sent to \(system) neither confirmed nor refused, the oldest published at \(time).",
        isOne
          ? "1 Datensatz für \(system) ist seit \(time) herausgegeben und weder bestätigt noch abgelehnt."
          : "\(number(count)) Datensätze für \(system) sind weder bestätigt noch abgelehnt, der älteste ist seit \(time) herausgegeben."
      )
    case .documentsInDoubt:
      say(
        "\(documents) for \(system) in doubt: \(isOne ? "it" : "they") may have arrived, or not.",
        isOne
          ? "Von 1 Dokument für \(system) weiß niemand, ob es angekommen ist."
          : "Von \(number(count)) Dokumenten für \(system) weiß niemand, ob sie angekommen sind.")
    default: nil
    }
  }

  // MARK: - With what

  /// With what it is wrong: a system, a file, a folder.
  package func subject(of incident: IncidentReport) -> String {
    guard let cause = IncidentCause(rawValue: incident.code) else { return incident.subject }
    let key = IncidentKey(cause, incident.subject)
    switch cause {
    case .fileMissing: return MissingFile(key).map { "\($0.sender), \(file($0))" } ?? incident.subject
    case .numberReversal:
      return NumberReversal(key).map { say(incident.subject, "\($0.sender) nach \($0.highest)") } ?? incident.subject
    case .heldOverdue: return say(incident.subject, "zurückgestellte Datensätze")
    case .conflictsWaiting: return say(incident.subject, "Widersprüche")
    default: return incident.subject
    }
  }
}
