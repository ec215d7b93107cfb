import Exchange
package import Operations

/// What somebody changed, to be looked at before it is handed in with a reason: the second step.
package struct ConfirmEditPage: PageContent {
  let sheet: EditSheet
  let text: String
  let version: JudgedVersion
  let viewer: Viewer
  /// It was handed in without a reason.
  let lacksReason: Bool

  package init(
    _ sheet: EditSheet, _ text: String, _ version: JudgedVersion, _ viewer: Viewer, lacksReason: Bool = false
  ) {
    self.sheet = sheet
    self.text = text
    self.version = version
    self.viewer = viewer
    self.lacksReason = lacksReason
  }

  package var section: Section? { .rejected }

  package var canRefresh: Bool { false }

  package func title(_ words: Words) -> String {
    words.say("Put \(sheet.file) right", "\(sheet.file) berichtigen")
  }

  package func trail(_ words: Words) -> [Step] {
    [Section.rejected.step(words), Step(sheet.file, Link("rejected", sheet.id))]
  }

  package func main(_ words: Words) -> Markup {
    p(
      words.say("Step 2 of 2 · Look at the changes and submit", "Schritt 2 von 2 · Änderungen ansehen und einreichen"),
      .class("faint"))
    if lacksReason {
      note(.bad, role: "alert") {
        p(
          words.say(
            "Not submitted: say why you change it. The reason is kept with the attempt.",
            "Nicht eingereicht: Nennen Sie eine Begründung. Sie wird mit dem Versuch aufbewahrt."))
      }
    }
    verdict(words)
    part("h-changes", heading(words)) { difference(version.changes, words) }
    form(words)
  }

  private func heading(_ words: Words) -> String {
    let lines = words.count(version.changes.changedLines, .line)
    return words.say("You change \(lines)", "Sie ändern \(lines)")
  }

  private func verdict(_ words: Words) -> Markup {
    let judgement = version.judgement
    let records = words.count(judgement.records, .record)
    if judgement.isValid {
      return note(.well, role: "status") {
        p {
          Status.well(words.say("No error found", "Kein Fehler gefunden"))
          words.say(
            ": \(records), by the schema and the mapping of today. What only the ledger knows, such as a customer who is missing, shows after submitting.",
            ": \(records), nach Schema und Umsetzung von heute. Was nur das Hauptbuch weiß, etwa dass ein Kunde fehlt, zeigt sich nach dem Einreichen."
          )
        }
      }
    }
    return note(.bad, role: "alert") {
      p {
        Status.bad(words.count(judgement.errors, .fault))
        words.say(
          " left. What is still wrong will be rejected again.", ". Was noch nicht stimmt, wird wieder abgewiesen.")
      }
      ul { for issue in judgement.issues.prefix(10) { li { words.fault(issue) } } }
    }
  }

  private func form(_ words: Words) -> Markup {
    let hidden = Fields(
      editFields(sheet).pairs + [("judged", version.digest), ("content", text)])
    return postForm(to: Link("interchanges", sheet.id, "attempts"), viewer, hidden: hidden) {
      actions {
        reasonField(words, isRequired: true)
        submit(words.say("Submit as a new attempt", "Als neuen Versuch einreichen"), .main)
      }
      p(.class("acts")) {
        submit(
          words.say("Edit it again", "Weiter bearbeiten"), .plain, .formAction(Link("interchanges", sheet.id, "edit")),
          Attribute("formnovalidate"))
        a(.href(Link("rejected", sheet.id))) { words.leaveIt }
      }
    }
  }
}
