/// A file could not be opened, judged or handed in. What was written is kept, to be copied from.
package struct EditTroublePage: PageContent {
  let id: String
  let message: String
  let text: String?

  /// - Parameters:
  ///   - message: what went wrong and what to do, in English.
  ///   - text: as somebody wrote it.
  package init(_ id: String, _ message: String, _ text: String?) {
    self.id = id
    self.message = message
    self.text = text
  }

  package var section: Section? { .rejected }

  package var canRefresh: Bool { text == nil }

  package func title(_ words: Words) -> String { words.say("That did not work", "Das hat nicht geklappt") }

  package func trail(_ words: Words) -> [Step] {
    [Section.rejected.step(words), Step(id, .interchange(id))]
  }

  package func main(_ words: Words) -> Markup {
    note(.bad, role: "alert") {
      p {
        b(words.say("Nothing was handed in. ", "Es wurde nichts eingereicht. "))
        if text != nil {
          words.say("Your text is below, and not lost.", "Ihr Text steht unten und ist nicht verloren.")
        }
      }
      p(message, .language("en"))
    }
    if let text {
      part("h-text", words.say("Your text", "Ihr Text")) {
        p(words.say("To be copied from.", "Zum Kopieren."), .class("faint"))
        editArea(text, isOnlyRead: words.say("Your text", "Ihr Text"))
      }
    }
    p { a(.href(Link("interchanges", id, "edit"))) { words.say("Open it anew", "Neu öffnen") } }
  }
}
