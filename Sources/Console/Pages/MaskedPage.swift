/// 403 for the bytes of a file of which the configuration hides something.
package struct MaskedPage: PageContent {
  let id: String

  package init(_ id: String) {
    self.id = id
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
          "The configuration hides some elements from everybody (mask:), and the file has them in the clear. Its lines can be looked at; what is hidden stands there as dots.",
          "Die Einstellungen verbergen manche Elemente vor allen (mask:), und in der Datei stehen sie offen. Ihre Zeilen können Sie ansehen; Verborgenes steht dort als Punkte."
        ))
    }
    p { a(.href(Link("interchanges", id, "source"))) { words.say("Look at the lines", "Zeilen ansehen") } }
  }
}
