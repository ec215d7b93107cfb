package import Exchange

/// The lines of a document that Kontor wrote: an import document, or an acknowledgement.
package struct DocumentPage: PageContent {
  let document: Document
  let name: String
  /// The name of the file that brought it about.
  let file: String
  /// Nil where its content is not here any more.
  let listing: SourceListing?

  package init(_ document: Document, name: String, of file: String, _ listing: SourceListing?) {
    self.document = document
    self.name = name
    self.file = file
    self.listing = listing
  }

  private var interchange: String { document.interchange.text }

  package var section: Section? { .interchanges }

  package func title(_ words: Words) -> String { name }

  package func trail(_ words: Words) -> [Step] {
    [Section.interchanges.step(words), Step(file, .interchange(interchange))]
  }

  package func main(_ words: Words) -> Markup {
    say {
      document.kind == .import
        ? words.say("What \(document.system) was sent.", "Was an \(document.system) ging.")
        : words.say("The acknowledgement for \(document.system).", "Die Empfangsbestätigung für \(document.system).")
    }
    facts {
      Fact(words.say("Document", "Dokument")) { code(document.id) }
      Fact(words.size, words.size(document.size))
      Fact("SHA-256") { code(document.sha256) }
    }
    if let listing {
      p(.class("faint")) {
        words.say("That you looked is noted in the audit. ", "Dass Sie es angesehen haben, steht im Protokoll. ")
        a(.href(Link("documents", document.id, "content.xml"))) { words.say("Download", "Herunterladen") }
      }
      sourceListing(name, listing.lines.map { line($0, words) })
      pages(listing, words)
    } else {
      emptyState {
        p(
          words.say(
            "Its content is not here any more: it was taken, and no copy is kept.",
            "Der Inhalt ist nicht mehr hier: Das Dokument wurde abgeholt, und eine Kopie gibt es nicht."))
      }
    }
  }

  private func line(_ line: SourceListing.Line, _ words: Words) -> SourceLine {
    SourceLine(
      line.number,
      line.pieces.map { piece in
        switch piece {
        case .text(let text), .marked(let text, _): (text, false)
        case .left(let count): (" … \(words.number(count)) … ", false)
        }
      })
  }

  private func pages(_ listing: SourceListing, _ words: Words) -> Markup {
    guard let first = listing.lines.first?.number, let last = listing.lines.last?.number else { return .empty }
    let address = { (line: Int) in Link("documents", document.id, query: Fields([("from", String(line))])) }
    return pager(words.furtherPages) {
      if first > 1 {
        a(.href(address(max(1, first - SourcePage.lines))), Attribute("rel", "prev")) {
          words.say("Lines before", "Zeilen davor")
        }
      }
      if listing.end == .lines {
        a(.href(address(last + 1)), Attribute("rel", "next")) { words.say("Further lines", "Weitere Zeilen") }
      }
    }
  }
}
