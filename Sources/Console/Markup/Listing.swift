/// One line of a file.
package struct SourceLine: Sendable {
  /// From 1.
  package var number: Int
  /// Its text, in pieces: those that are wrong are marked.
  package var pieces: [(text: String, isMarked: Bool)]
  /// What is said of it, below it.
  package var hints: [Markup]

  package init(_ number: Int, _ pieces: [(text: String, isMarked: Bool)], hints: [Markup] = []) {
    self.number = number
    self.pieces = pieces
    self.hints = hints
  }

  package init(_ number: Int, _ text: String) {
    self.init(number, [(text, false)])
  }
}

/// A file with the numbers of its lines, each with the address `#L12`.
///
/// - Parameter name: Of what is shown, for those who listen. The box takes the focus, since it may have to be scrolled.
package func sourceListing(_ name: String, _ lines: [SourceLine]) -> Markup {
  let rows = lines.map { line -> Markup in
    let isHit = !line.hints.isEmpty || line.pieces.contains { $0.isMarked }
    let row = span(.class(isHit ? "row hit" : "row"), .id("L\(line.number)")) {
      a(.href(Link(at: "L\(line.number)"))) { String(line.number) }
      span { markedText(line.pieces) }
    }
    return row + .joined(line.hints.map { hint in span(.class("hint")) { hint } })
  }
  return div(.class("source"), .role("region"), Attribute("tabindex", "0"), .label(name)) {
    pre { Markup.joined(rows) }
  }
}

/// A piece of two versions held against each other.
package enum DifferenceLine: Sendable {
  /// Where the next lines stand.
  case place(String)
  case same(String)
  case was([(text: String, isMarked: Bool)])
  case now([(text: String, isMarked: Bool)])
}

package func differenceListing(_ lines: [DifferenceLine], _ words: Words) -> Markup {
  let rows = lines.map { line -> Markup in
    switch line {
    case .place(let text): span(text, .class("where"))
    case .same(let text): span("  " + text, .class("same"))
    case .was(let pieces):
      del {
        unseen(words.say("was: ", "war: "))
        "− "
        markedText(pieces)
      }
    case .now(let pieces):
      ins {
        unseen(words.say("now: ", "jetzt: "))
        "+ "
        markedText(pieces)
      }
    }
  }
  return div(
    .class("source diff"), .role("region"), Attribute("tabindex", "0"), .label(words.say("Changes", "Änderungen"))
  ) {
    pre { Markup.joined(rows) }
  }
}

private func markedText(_ pieces: [(text: String, isMarked: Bool)]) -> Markup {
  Markup.joined(pieces.map { $0.isMarked ? mark($0.text) : Markup($0.text) })
}
