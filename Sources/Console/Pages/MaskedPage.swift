/// 403 for the content of a file of which the configuration hides something.
package struct MaskedPage: PageContent {
  /// Of the interchange that the file is, or that brought it about.
  let id: String
  /// Whether its lines can be looked at, with dots in the place of what is hidden. Not so for a document: what is hidden in
  /// the file that came has another name there.
  let hasLines: Bool

  package init(_ id: String, hasLines: Bool) {
    self.id = id
    self.hasLines = hasLines
  }

  package var section: Section? { .interchanges }
  package var canRefresh: Bool { false }

  package func title(_ words: Words) -> String {
    words.say("The file is not handed out", "Die Datei wird nicht ausgehändigt")
  }

  package func main(_ words: Words) -> Markup {
    note(.warned) {
      p(
        words.say(
          "The configuration hides some elements from everybody (mask:), and the file may have them in the clear.",
          "Die Einstellungen verbergen manche Elemente vor allen (mask:), und in der Datei können sie offen stehen."))
    }
    if hasLines {
      p { a(.href(Link("interchanges", id, "source"))) { words.say("Look at its lines", "Zeilen ansehen") } }
    } else {
      p { a(.href(.interchange(id))) { words.say("Back to the interchange", "Zurück zur Datei") } }
    }
  }
}
