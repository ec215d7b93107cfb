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

  var noun: Noun {
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
      tried(words)
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
              ? "Something is not as you were shown it. Look once more."
              : "You confirmed \(words.number(count)), and now there \(selection.count == 1 ? "is" : "are") \(words.number(selection.count)). Look once more.",
            count == selection.count
              ? "Etwas ist nicht mehr so, wie Sie es gesehen haben. Bitte sehen Sie noch einmal hin."
              : "Bestätigt haben Sie \(words.number(count)), jetzt \(selection.count == 1 ? "ist" : "sind") es \(words.number(selection.count)). Bitte sehen Sie noch einmal hin."
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
    }
  }
}
