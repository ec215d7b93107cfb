package import Exchange
package import Operations

/// What is to be put right of a file, in a text area: the first of two steps.
package struct EditPage: PageContent {
  package enum State: Sendable {
    case opened
    /// There is something left.
    case faulty(VersionJudgement, changes: XMLComparison)
    case unfit(UnfitText)
    case unchanged
    case tookTooLong
    /// It was not handed in.
    case failed(String)
  }

  let sheet: EditSheet
  /// As the person has it.
  let text: String
  let state: State
  let viewer: Viewer
  /// Whether the file can be had as it is: not where some values are shown to nobody.
  let canSave: Bool

  /// - Parameter text: nil for what is to be put right, as it lies there.
  package init(_ sheet: EditSheet, _ text: String? = nil, _ state: State = .opened, _ viewer: Viewer, canSave: Bool) {
    self.sheet = sheet
    if case .text(let original, _) = sheet.content { self.text = text ?? original } else { self.text = text ?? "" }
    self.state = state
    self.viewer = viewer
    self.canSave = canSave
  }

  package var section: Section? { .rejected }

  package var canRefresh: Bool { if case .opened = state { true } else { false } }

  package func title(_ words: Words) -> String {
    words.say("Put \(sheet.file) right", "\(sheet.file) berichtigen")
  }

  package func trail(_ words: Words) -> [Step] {
    [Section.rejected.step(words), Step(sheet.file, Link("rejected", sheet.id))]
  }

  package func main(_ words: Words) -> Markup {
    switch sheet.content {
    case .text(_, let hiddenValues):
      p(words.say("Step 1 of 2 · Edit and validate", "Schritt 1 von 2 · Bearbeiten und prüfen"), .class("faint"))
      told(words)
      hints(hiddenValues, words)
      form(words)
      if case .faulty(_, let changes) = state {
        part("h-changes", words.say("What you changed", "Was Sie geändert haben")) { difference(changes, words) }
      }
    case .notEditable(let reason):
      notEditable(reason, words)
    }
  }

  // MARK: - What is wrong

  @MarkupBuilder private func told(_ words: Words) -> Markup {
    switch state {
    case .opened:
      if let judgement = sheet.judgement { faults(judgement, words, isFirst: true) }
    case .faulty(let judgement, _): faults(judgement, words, isFirst: false)
    case .unfit(let unfit):
      note(.bad, role: "alert") {
        p {
          b(words.say("Not validated. ", "Nicht geprüft. "))
          words.line(in: "content", unfit.line)
          words.say(", column \(unfit.column): ", ", Spalte \(unfit.column): ")
          words.say(unfit.sentence)
        }
      }
    case .unchanged:
      note(.warned, role: "status") {
        p(
          words.say(
            "Nothing was changed. To have it tried again as it is, go back and choose “Try again”.",
            "Es wurde nichts geändert. Um die Datei unverändert erneut verarbeiten zu lassen, gehen Sie zurück."))
      }
    case .tookTooLong:
      note(.bad, role: "alert") {
        p {
          words.say(
            "Validating took longer than 10 seconds and was given up. Validate once more, or on the command line: ",
            "Das Prüfen dauerte länger als 10 Sekunden und wurde abgebrochen. Prüfen Sie noch einmal, oder auf der Kommandozeile: "
          )
          code("kontor edit \(sheet.id)")
        }
      }
    case .failed(let message):
      note(.bad, role: "alert") {
        p {
          b(words.say("Not submitted. ", "Nicht eingereicht. "))
          words.say("Your text is below, and not lost.", "Ihr Text steht unten und ist nicht verloren.")
        }
        p(message, .language("en"))
      }
    }
  }

  private func faults(_ judgement: VersionJudgement, _ words: Words, isFirst: Bool) -> Markup {
    let count = words.count(judgement.errors, .fault)
    if judgement.isValid {
      return note(.plain) {
        p(
          words.say(
            "The schema and the mapping of today find nothing wrong with it. Why it was rejected stands on the page before.",
            "Schema und Umsetzung von heute finden nichts zu bemängeln. Warum die Datei abgewiesen wurde, steht auf der Seite davor."
          ))
      }
    }
    return note(.bad, role: isFirst ? nil : "alert") {
      p {
        b(
          isFirst
            ? words.say("\(count) to put right", "\(count) zu berichtigen")
            : words.say("\(count) left.", "Noch \(count)."))
      }
      ul { for issue in judgement.issues { li { words.fault(issue, in: "content") } } }
      if judgement.left > 0 {
        p(words.say("\(words.number(judgement.left)) more", "\(words.number(judgement.left)) weitere"), .class("faint"))
      }
    }
  }

  // MARK: - The form

  @MarkupBuilder private func hints(_ hiddenValues: Int, _ words: Words) -> Markup {
    if sheet.isRejectFile {
      p {
        words.say(
          "Only the rejected records are here. Leave the line ",
          "Hier stehen nur die abgewiesenen Datensätze. Lassen Sie die Zeile ")
        code("<?kontor-reject …?>")
        words.say(
          " and the control number as they are. The original stays as it came.",
          " und die Kontrollnummer stehen. Das Original bleibt, wie es kam.")
      }
    } else {
      p(words.say("The original stays as it came.", "Das Original bleibt, wie es kam."))
    }
    if hiddenValues > 0 {
      p(
        words.say(
          "Values that are shown to nobody stand as numbered marks, such as •••1•••. A mark that stays gives its value back; write a new value in its place to change it.",
          "Werte, die niemandem gezeigt werden, stehen als nummerierte Zeichen da, etwa •••1•••. Bleibt ein Zeichen stehen, so bleibt sein Wert; schreiben Sie einen neuen Wert an seine Stelle, um ihn zu ändern."
        ))
    }
  }

  private func form(_ words: Words) -> Markup {
    postForm(to: Link("interchanges", sheet.id, "edit", "validate"), viewer, hidden: editFields(sheet)) {
      label(.for("content")) { words.say("Content", "Inhalt") }
      kept(words)
      editArea(text)
      actions {
        submit(words.say("Validate", "Prüfen"), .main)
        span(words.say("has no effect", "ohne Wirkung"), .class("faint"))
        if case .faulty = state {
          submit(
            words.say("Go on with these errors", "Trotz der Fehler weiter"), .plain, name: "anyway", value: "yes")
        }
        a(.href(Link("rejected", sheet.id))) { words.leaveIt }
      }
    }
  }

  /// Shown by the script, which keeps what was sent in the browser's tab until it has arrived: a session may have ended
  /// meanwhile.
  private func kept(_ words: Words) -> Markup {
    p(.id("kept"), .class("news"), Attribute("hidden"), .role("status")) {
      words.say("What you sent before has not arrived. ", "Was Sie vorher abgeschickt haben, ist nicht angekommen. ")
      Markup.element("button", [.type("button")]) { words.say("Put it in here", "Hier einsetzen") }
    }
  }

  // MARK: - What no page can hold

  @MarkupBuilder private func notEditable(_ reason: NotEditable, _ words: Words) -> Markup {
    note(.warned) {
      p {
        b(words.say("It cannot be edited on a page. ", "Die Datei lässt sich nicht auf einer Seite bearbeiten. "))
        words.say(reason.sentence)
      }
      p(words.say(reason.remedy))
    }
    facts {
      Fact(words.say("It lies in", "Sie liegt in")) { code(sheet.place ?? "–") }
      Fact(words.say("The inbox of \(sheet.sender)", "Der Eingang von \(sheet.sender)")) { code(sheet.inbox ?? "–") }
      Fact(words.say("On the command line", "Auf der Kommandozeile")) {
        code("kontor edit \(sheet.id) --file …")
      }
    }
    if canSave {
      actions { buttonLink(words.say("Save the file", "Datei speichern"), to: Link("rejected", sheet.id, "file.xml")) }
    }
    p { a(.href(Link("rejected", sheet.id))) { words.back } }
  }
}

/// What goes along unseen with an edited text: on what it builds.
func editFields(_ sheet: EditSheet) -> Fields {
  Fields([("basis", sheet.basis), ("revision", sheet.revision)])
}

/// The text area. A line break behind its start is none of the text's (HTML Standard, section 13.1.2.5).
///
/// - Parameter name: nil for one that is only to be read, and copied from.
func editArea(_ text: String, isOnlyRead name: String? = nil) -> Markup {
  let way: [Attribute] =
    name.map { [.readOnly, .label($0)] }
    ?? [
      .id("content"), .name("content"), Attribute("spellcheck", "false"), .noAutocomplete,
      Attribute("autocapitalize", "off"),
    ]
  return .element("textarea", [.class("src")] + way + [Attribute("wrap", "off")]) { "\n" + text }
}
