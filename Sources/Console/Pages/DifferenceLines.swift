package import Exchange

extension DifferenceLine {
  /// What two versions of a file differ in, line by line. Where one line took the place of another, what they differ in
  /// is marked.
  package static func lines(of comparison: XMLComparison, _ words: Words) -> [DifferenceLine] {
    comparison.hunks.flatMap { hunk -> [DifferenceLine] in
      let place = hunk.path.isEmpty ? words.say("line \(hunk.newLine)", "Zeile \(hunk.newLine)") : hunk.path
      return [.place(place)] + lines(of: hunk)
    }
  }

  private static func lines(of hunk: XMLComparison.Hunk) -> [DifferenceLine] {
    var lines: [DifferenceLine] = []
    var (removed, added): ([String], [String]) = ([], [])
    func close() {
      let pairs = removed.count == added.count ? zip(removed, added).map(marked) : nil
      lines += removed.indices.map { .was(pairs?[$0].was ?? [(removed[$0], false)]) }
      lines += added.indices.map { .now(pairs?[$0].now ?? [(added[$0], false)]) }
      (removed, added) = ([], [])
    }
    for line in hunk.lines {
      switch line {
      case .same(let text):
        close()
        lines.append(.same(text))
      case .removed(let text): removed.append(text)
      case .added(let text): added.append(text)
      }
    }
    close()
    return lines
  }

  private typealias Pieces = [(text: String, isMarked: Bool)]

  /// What stands before and behind the difference is the same in both. Of a value that differs all of it is marked.
  private static func marked(_ was: String, _ now: String) -> (was: Pieces, now: Pieces) {
    let (old, new) = (Array(was), Array(now))
    var before = zip(old, new).prefix { $0 == $1 }.count
    while before > 0, isOfValue(old[before - 1]) { before -= 1 }
    let most = min(old.count, new.count) - before
    var behind = zip(old.reversed(), new.reversed()).prefix(most) { $0 == $1 }
    while behind > 0, isOfValue(old[old.count - behind]) { behind -= 1 }
    return (pieces(old, before, behind), pieces(new, before, behind))
  }

  private static func isOfValue(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || ".,:+-_/@".contains(character)
  }

  private static func pieces(_ line: [Character], _ before: Int, _ behind: Int) -> Pieces {
    let end = line.count - behind
    let pieces: Pieces = [
      (String(line[..<before]), false), (String(line[before..<end]), true), (String(line[end...]), false),
    ]
    return pieces.filter { !$0.text.isEmpty }
  }
}

extension Sequence {
  /// How many elements at the beginning, at most so many, are as wanted.
  fileprivate func prefix(_ most: Int, _ isWanted: (Element) -> Bool) -> Int {
    var count = 0
    for element in self {
      guard count < most, isWanted(element) else { break }
      count += 1
    }
    return count
  }
}

/// What two versions of a file differ in, under a sentence that says how much.
package func difference(_ comparison: XMLComparison, _ words: Words) -> Markup {
  guard !comparison.isEmpty else {
    return p(
      words.say(
        "They say the same; only comments, line breaks or the like can differ.",
        "Beide sagen dasselbe; nur Kommentare, Zeilenumbrüche und dergleichen können verschieden sein."))
  }
  return Markup.joined([
    comparison.plainBecause == nil
      ? .empty
      : p(
        words.say(
          "Compared line by line, for one of them is no well-formed XML.",
          "Zeilenweise verglichen, denn eine der beiden ist kein wohlgeformtes XML."), .class("faint")),
    comparison.isCoarse
      ? p(
        words.say(
          "They differ in so much that some of what is shown may be the same.",
          "Sie unterscheiden sich so sehr, dass manches hier Gezeigte gleich sein kann."), .class("faint")) : .empty,
    differenceListing(DifferenceLine.lines(of: comparison, words), words),
  ])
}

extension XMLComparison {
  /// Lines that were changed, added or taken out; one that took the place of another counts once.
  package var changedLines: Int {
    hunks.reduce(0) { sum, hunk in
      var (removed, added) = (0, 0)
      for line in hunk.lines {
        switch line {
        case .removed: removed += 1
        case .added: added += 1
        case .same: break
        }
      }
      return sum + max(removed, added)
    }
  }
}
