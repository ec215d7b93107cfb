/// The content of a file cannot be shown: it was forgotten by retention, or moved.
package struct AwayPage: PageContent {
  let id: String
  let file: String
  /// Where it should lie, from the root of the exchange; nil before it is filed.
  let place: String?
  /// What of it was forgotten, in English.
  let prunings: [String]

  package init(_ id: String, file: String, place: String?, prunings: [String]) {
    self.id = id
    self.file = file
    self.place = place
    self.prunings = prunings
  }

  package var section: Section? { .interchanges }

  package func title(_ words: Words) -> String {
    words.say("The content is not there", "Der Inhalt ist nicht da")
  }

  package func trail(_ words: Words) -> [Step] {
    [Section.interchanges.step(words), Step(file, .interchange(id))]
  }

  package func main(_ words: Words) -> Markup {
    emptyState {
      p(
        words.say(
          "What Kontor knows of the file stands on its page all the same.",
          "Was Kontor über die Datei weiß, steht trotzdem auf ihrer Seite."))
      if let pruning = prunings.first {
        p {
          words.say("It was forgotten by a rule of retention: ", "Er wurde nach einer Aufbewahrungsregel vergessen: ")
          span(pruning, .language("en"))
        }
      } else if let place {
        p {
          words.say("It should lie in ", "Er müsste liegen in ")
          code(place)
          words.say(
            ". An administrator can see who moved it, or who may not read it.",
            ". Die Verwaltung kann sehen, wer ihn verschoben hat oder ihn nicht lesen darf.")
        }
      } else {
        p(
          words.say(
            "It is not filed yet. Try it again in a moment.",
            "Er ist noch nicht abgelegt. Versuchen Sie es gleich noch einmal."))
      }
    }
  }
}
