import Exchange
import Operations

/// What will happen, in sentences.
extension JobConfirmPage {
  private var isOne: Bool { selection.count == 1 }

  func effect(_ words: Words) -> Markup {
    note(.warned) {
      p {
        b { which(words) }
        " "
        consequence(words)
      }
      if selection.gone > 0 { p(leftOut(words)) }
      if selection.count > 1 {
        p(
          words.say(
            "They are done \(BulkJob.usualChunk) at a time. You can stop it in between; what is done by then stays done.",
            "Es sind je \(BulkJob.usualChunk) auf einmal an der Reihe. Dazwischen können Sie anhalten; was bis dahin getan ist, bleibt."
          ))
      }
    }
  }

  private func leftOut(_ words: Words) -> String {
    let count = words.number(selection.gone)
    return selection.gone == 1
      ? words.say(
        "1 of those that were chosen is left out: it cannot be done to it any more.",
        "1 der ausgewählten bleibt außen vor: Dort ist es nicht mehr möglich.")
      : words.say(
        "\(count) of those that were chosen are left out: it cannot be done to them any more.",
        "\(count) der ausgewählten bleiben außen vor: Bei ihnen ist es nicht mehr möglich.")
  }

  /// `2 files from crm. Cause: Refused by the mapping mapping-failed.`
  private func which(_ words: Words) -> Markup {
    let count = words.count(selection.count, noun)
    let systems = words.list(selection.systems.sorted())
    switch selection.action {
    case .resend:
      let documents = words.count(selection.documents, .document)
      let sent = isOfFiles ? words.say("\(documents) that came of \(count)", "\(documents) aus \(count)") : documents
      return Markup(words.say("\(sent) for \(systems).", "\(sent) für \(systems)."))
    case .resolve:
      return Markup(words.say("\(count) of \(systems).", "\(count) aus \(systems).") + " " + held(words))
    default:
      let which = Markup(words.say("\(count) from \(systems).", "\(count) von \(systems)."))
      guard let cause = selection.cause else { return which }
      return which + Markup(words.say(" Cause: ", " Ursache: ")) + words.title(ofCode: cause.code) + Markup(".")
    }
  }

  private var isOfFiles: Bool {
    if case .interchange? = selection.items.first?.subject { true } else { false }
  }

  /// The field that is decided on, of whatever group of it.
  var decided: String? { selection.first.first?.conflicts.first.map { ConflictKind($0).field } }

  /// `Phone: what crm says holds.`
  private func held(_ words: Words) -> String {
    guard let field = decided else { return "" }
    return switch selection.answer {
    case .take(let system): words.say("\(field): what \(system) says holds.", "\(field): Es gilt, was \(system) sagt.")
    case .later: words.say("\(field): the later value holds.", "\(field): Es gilt der spätere Wert.")
    case .value, nil: field + "."
    }
  }

  private func consequence(_ words: Words) -> String {
    switch selection.action {
    case .reprocess:
      isOne
        ? words.say(
          "It goes the whole way again by the schemas and mappings of today, as a further attempt.",
          "Sie geht als weiterer Versuch noch einmal den ganzen Weg, mit den Schemas und Umsetzungen von heute.")
        : words.say(
          "Each goes the whole way again by the schemas and mappings of today, as a further attempt.",
          "Jede geht als weiterer Versuch noch einmal den ganzen Weg, mit den Schemas und Umsetzungen von heute.")
    case .discard:
      words.say(
        "What was rejected of \(isOne ? "it" : "them"), or waits, is never carried out.",
        "Was davon abgewiesen ist oder wartet, wird nie ausgeführt.") + " " + told(words)
    case .release:
      isOne
        ? words.say(
          "It goes as it is, whatever it waits for; the receiver may refuse it.",
          "Er geht hinaus, wie er ist, worauf immer er wartet; der Empfänger kann ihn ablehnen.")
        : words.say(
          "Each goes as it is, whatever it waits for; the receiver may refuse it.",
          "Jeder geht hinaus, wie er ist, worauf immer er wartet; der Empfänger kann ihn ablehnen.")
    case .resend:
      selection.documents == 1
        ? words.say(
          "The same document goes once more, as it was sent. The receiver has to know what to do if it has it.",
          "Dasselbe Dokument geht noch einmal hinaus, so wie es gesendet wurde. Der Empfänger muss damit umgehen können, wenn er es schon hat."
        )
        : words.say(
          "The same documents go once more, as they were sent. The receiver has to know what to do with those it has.",
          "Dieselben Dokumente gehen noch einmal hinaus, so wie sie gesendet wurden. Der Empfänger muss mit schon vorhandenen umgehen können."
        )
    case .resolve:
      isOne
        ? words.say(
          "The system that has another value is sent the one that holds.",
          "Das System mit einem anderen Wert bekommt den gültigen.")
        : words.say(
          "Each of these conflicts ends alike, and the system that has another value is sent the one that holds.",
          "Jeder dieser Widersprüche endet gleich, und das System mit einem anderen Wert bekommt den gültigen.")
    default: ""
    }
  }

  private func told(_ words: Words) -> String {
    switch (selection.systems.count, isOne) {
    case (_, true): words.say("Its sender is told the reason.", "Der Absender erfährt die Begründung.")
    case (1, false): words.say("Their sender is told the reason.", "Der Absender erfährt die Begründung.")
    case (_, false): words.say("Their senders are told the reason.", "Die Absender erfahren die Begründung.")
    }
  }

  // MARK: - The trial

  /// What the first of them came to when they were tried; empty where they were not.
  func tried(_ words: Words) -> Markup {
    guard let trial else { return .empty }
    let passing = trial.count(where: \.passes)
    let weight: Weight = passing == 0 ? .bad : passing == trial.count ? .well : .warned
    return note(weight, id: "trial", role: "status") {
      p {
        b(
          words.say(
            "\(passing) of \(trial.count) would pass",
            "\(passing) von \(trial.count) \(passing == 1 ? "käme" : "kämen") durch"))
        trial.count == 1 ? "." : words.say(", each judged by itself.", ", jede für sich beurteilt.")
        words.say(" Nothing was done.", " Es wurde nichts getan.")
      }
    }
  }
}
