import Exchange
package import Operations

/// Asks once more before something is done to many things: what it is, how many, and what they are.
package struct JobConfirmPage: PageContent {
  /// Why nothing was done yet.
  package enum Problem: Sendable, Equatable {
    /// When so many were confirmed, they were not those that were shown any more.
    case changed(Int)
    case noReason
    case nothingChosen
  }

  package var selection: JobSelection
  package var viewer: Viewer
  /// What was asked for, to be sent along once more.
  package var fields: Fields
  /// Of the job that is to be.
  package var id: String
  package var reason: String
  package var problem: Problem?
  /// What the first of them would come to.
  package var trial: [TrialReport]?
  /// Where it goes on for those who think better of it.
  package var back: Link

  package init(
    _ selection: JobSelection, viewer: Viewer, fields: Fields, id: String, reason: String = "", back: Link
  ) {
    self.selection = selection
    self.viewer = viewer
    self.fields = fields
    self.id = id
    self.reason = reason
    self.back = back
  }

  package var section: Section? { selection.action.section }
  package var canRefresh: Bool { false }

  package func trail(_ words: Words) -> [Step] { [selection.action.section.step(words)] }

  private var noun: Noun {
    if case .hold? = selection.items.first?.subject { return .record }
    if case .document? = selection.items.first?.subject { return .document }
    return Words.jobNoun(selection.action)
  }

  private func order(_ words: Words) -> String { words.jobOrder(selection.action, selection.count, of: noun) }

  package func title(_ words: Words) -> String {
    selection.count == 0 ? words.say("Nothing to be done", "Nichts zu tun") : order(words) + "?"
  }

  /// Whether a reason has to be given.
  package static func needsReason(_ selection: JobSelection) -> Bool {
    selection.count > 1 || selection.action == .discard || selection.action == .resolve
  }

  package static let mostTried = 5

  @MarkupBuilder package func main(_ words: Words) -> Markup {
    complaint(words)
    if problem == .nothingChosen {
      p { a(.href(back)) { words.back } }
    } else if selection.count == 0 {
      emptyState {
        p(
          words.say(
            "It cannot be done to any of these any more: somebody was first, or nothing is open there.",
            "Bei keiner davon ist das noch möglich: Jemand war schneller, oder es ist nichts mehr offen."))
        p { a(.href(back)) { words.back } }
      }
    } else {
      effect(words)
      table(caption(words), columns(words), rows: selection.first.map { row($0, words) })
      form(words)
    }
  }

  @MarkupBuilder private func complaint(_ words: Words) -> Markup {
    switch problem {
    case .changed(let count):
      note(.bad, role: "alert") {
        p {
          b(words.say("Nothing was done.", "Es wurde nichts getan."))
          " "
          words.say(
            count == selection.count
              ? "They are not those any more that you were shown. Look at them once more."
              : "You confirmed \(words.number(count)), and now there are \(words.number(selection.count)). Look at them once more.",
            count == selection.count
              ? "Es sind nicht mehr die, die Sie gesehen haben. Bitte sehen Sie noch einmal hin."
              : "Bestätigt haben Sie \(words.number(count)), jetzt sind es \(words.number(selection.count)). Bitte sehen Sie noch einmal hin."
          )
        }
      }
    case .noReason:
      note(.bad, role: "alert") {
        p(words.say("Say why. Nothing was done.", "Bitte begründen. Es wurde nichts getan."))
      }
    case .nothingChosen:
      note(.bad, role: "alert") {
        p(
          words.say(
            "Nothing was chosen. Go back and tick what is meant.",
            "Es war nichts ausgewählt. Gehen Sie zurück und kreuzen Sie an, was gemeint ist."))
      }
    case nil: Markup.empty
    }
  }

  // MARK: - What will happen

  private func effect(_ words: Words) -> Markup {
    note(.warned) {
      p {
        b(which(words))
        " "
        consequence(words)
      }
      if selection.gone > 0 {
        p(
          words.say(
            "\(words.number(selection.gone)) of those that were chosen are left out: it cannot be done to them any more.",
            "\(words.number(selection.gone)) der ausgewählten bleiben außen vor: Bei ihnen ist es nicht mehr möglich."))
      }
      if selection.count > 1 {
        p(
          words.say(
            "They are done \(BulkJob.usualChunk) at a time. You can stop it in between; what is done by then stays done.",
            "Es sind je \(BulkJob.usualChunk) auf einmal an der Reihe. Dazwischen können Sie anhalten; was bis dahin getan ist, bleibt."
          ))
      }
    }
  }

  /// `2 files from crm, cause code-unknown.`
  private func which(_ words: Words) -> String {
    let count = words.count(selection.count, noun)
    let systems = words.list(selection.senders.sorted())
    let cause = selection.cause.map { words.say(", cause ", ", Ursache ") + Printable.line($0.code) } ?? ""
    switch selection.action {
    case .resend:
      return words.say("\(count) for \(systems)", "\(count) für \(systems)")
        + words.say(
          ", \(words.count(selection.documents, .document)).", ", \(words.count(selection.documents, .document)).")
    case .resolve: return words.say("\(count) of \(systems).", "\(count) aus \(systems).")
    default: return words.say("\(count) from \(systems)\(cause).", "\(count) von \(systems)\(cause).")
    }
  }

  private func consequence(_ words: Words) -> String {
    switch selection.action {
    case .reprocess:
      words.say(
        "Each goes the whole way again by the schemas and mappings of today, as a further attempt.",
        "Jede geht als weiterer Versuch noch einmal den ganzen Weg, mit den Schemas und Zuordnungen von heute.")
    case .discard:
      words.say(
        "What was rejected of them, or waits, is never carried out. Their senders are told the reason.",
        "Was davon abgewiesen ist oder wartet, wird nie ausgeführt. Die Absender erfahren die Begründung.")
    case .release:
      words.say(
        "Each goes as it is, whatever it waits for; the receiver may refuse it.",
        "Jeder geht hinaus, wie er ist, worauf immer er wartet; der Empfänger kann ihn ablehnen.")
    case .resend:
      words.say(
        "The same documents go once more, as they were sent. The receiver has to know what to do with those it has.",
        "Dieselben Dokumente gehen noch einmal hinaus, so wie sie gesendet wurden. Der Empfänger muss mit schon vorhandenen umgehen können."
      )
    case .resolve:
      words.say(
        "Each conflict of this kind ends alike, and the systems that have another value are sent the one that holds.",
        "Jeder Widerspruch dieser Art endet gleich, und die Systeme mit einem anderen Wert bekommen den gültigen.")
    default: ""
    }
  }

  // MARK: - The things

  private func caption(_ words: Words) -> String {
    selection.first.count < selection.count
      ? words.say(
        "The first \(selection.first.count) of \(words.number(selection.count))",
        "Die ersten \(selection.first.count) von \(words.number(selection.count))")
      : words.say("What is meant", "Was gemeint ist")
  }

  private var isOfFiles: Bool { selection.first.contains { $0.issue != nil } }

  private func columns(_ words: Words) -> [Column] {
    [Column(words.what, .long, isHeading: true), Column(words.from), Column(words.since)]
      + (isOfFiles ? [Column(words.say("Cause", "Ursache"), .long)] : [])
      + (trial != nil ? [Column(words.say("Would pass", "Käme durch"))] : [])
  }

  private func row(_ thing: JobSelection.Thing, _ words: Words) -> Row {
    Row {
      if let id = thing.interchange {
        a(.href(.interchange(id.text))) { thing.words }
      } else {
        Markup(thing.words)
      }
      Markup(thing.sender)
      thing.since.map { words.moment($0) } ?? Markup("–")
      if isOfFiles {
        Markup(
          thing.issue.map {
            IssueWords($0, in: words.language, hidingValues: !viewer.seesPayloads).sentence
          } ?? "–")
      }
      if let trial { verdict(trial.first { $0.id == thing.interchange?.text }, words) }
    }
  }

  private func verdict(_ report: TrialReport?, _ words: Words) -> Markup {
    guard let report else { return Markup(words.say("not tried", "nicht versucht")) }
    if report.passes { return Status.well(words.say("yes", "ja")) }
    if report.trouble != nil { return Status.doubt(words.say("cannot be judged", "nicht zu beurteilen")) }
    return Status.bad(words.say("no", "nein"))
  }

  // MARK: - The form

  private func form(_ words: Words) -> Markup {
    let hidden = fields.setting("job", to: id).setting("confirmed", to: String(selection.count))
      .setting("seen", to: selection.seal)
    return postForm(to: Link("jobs"), viewer, hidden: hidden) {
      div(.class("line")) {
        field(words.reason, id: "reason", isWide: true) {
          input(
            .id("reason"), .name("reason"), .value(reason), Self.needsReason(selection) ? .required : nil,
            Attribute("maxlength", "500"), .noAutocomplete)
        }
        submit(order(words), .main)
        if selection.action == .reprocess, trial == nil {
          submit(
            words.say(
              "First see whether they would pass", "Erst sehen, ob sie durchkämen"), name: "try", value: "yes",
            Attribute("formnovalidate"))
        }
        a(.href(back)) { words.leaveIt }
      }
      if let trial {
        p(.class("faint"), .role("status")) {
          words.say(
            "\(trial.count(where: \.passes)) of \(trial.count) would pass, each judged by itself. Nothing was done.",
            "\(trial.count(where: \.passes)) von \(trial.count) kämen durch, jede für sich beurteilt. Es wurde nichts getan."
          )
        }
      }
    }
  }
}
