import Exchange
package import Operations

/// Shows what would be sent of a business object, and asks for a reason before it is.
package struct TransferPage: PageContent {
  package var entity: String
  package var key: String
  package var system: String
  package var preview: TransferPreview
  package var viewer: Viewer
  /// The configuration hides something from everybody, which documents may have under another name.
  package var isMasked = false
  /// Of the form: sent twice, it is decided once.
  package var id = ""
  /// It was to be sent without a reason.
  package var lacksReason = false

  package init(entity: String, key: String, to system: String, preview: TransferPreview, viewer: Viewer) {
    self.entity = entity
    self.key = key
    self.system = system
    self.preview = preview
    self.viewer = viewer
  }

  package var section: Section? { .interchanges }
  package var live: String? { nil }

  private var own: Link { .entity(entity, key) }

  package func title(_ words: Words) -> String {
    words.say("Send \(words.object(entity, key)) to \(system)", "\(words.object(entity, key)) an \(system) senden")
  }

  package func trail(_ words: Words) -> [Step] { [Step(words.object(entity, key), own)] }

  package var canRefresh: Bool { !lacksReason }

  @MarkupBuilder package func main(_ words: Words) -> Markup {
    if lacksReason {
      note(.bad, role: "alert") {
        p(words.say("Say why. Nothing was sent.", "Bitte begründen. Nichts wurde gesendet."))
      }
    }
    switch preview {
    case .refused(let sentence):
      note(.warned) {
        p { b(words.say("Nothing would be sent. ", "Es würde nichts gesendet. ")) + Markup(sentence) }
      }
      p { a(words.back, .href(own)) }
    case .documents(let documents):
      say {
        words.say(
          "\(words.count(documents.count, .document)) would go now, whatever the schedule says.",
          "\(words.count(documents.count, .document)) würde\(documents.count == 1 ? "" : "n") sofort gesendet, was immer der Zeitplan sagt."
        )
      }
      confirmForm(
        to: Link("entities", entity, key, "transfer"), viewer, Fields([("to", system), ("form", id)]),
        words.say("Send", "Senden"), needsReason: true, leave: own, words)
      for document in documents { self.document(document, words) }
    }
  }

  /// Whether somebody is shown what is in the documents.
  package var showsContent: Bool { viewer.seesPayloads && !isMasked }

  /// So many lines of a document are shown at most.
  private static let mostLines = 400

  @MarkupBuilder private func document(_ document: DocumentReport, _ words: Words) -> Markup {
    h2("\(document.system): \(document.name)")
    if showsContent {
      let lines = document.content.split(omittingEmptySubsequences: false) { $0.isNewline }
      sourceListing(
        document.name, lines.prefix(Self.mostLines).enumerated().map { SourceLine($0.offset + 1, String($0.element)) })
      if lines.count > Self.mostLines {
        p(
          words.say(
            "\(words.number(lines.count - Self.mostLines)) more lines are not shown.",
            "\(words.number(lines.count - Self.mostLines)) weitere Zeilen werden nicht gezeigt."), .class("faint"))
      }
    } else {
      p(
        isMasked
          ? words.say(
            "Its content is not shown: the configuration hides some elements from everybody (mask:).",
            "Der Inhalt wird nicht gezeigt: Die Einstellungen verbergen manche Elemente vor allen (mask:).")
          : words.say("Its content is hidden from you.", "Der Inhalt wird Ihnen nicht gezeigt."), .class("faint"))
    }
  }
}
