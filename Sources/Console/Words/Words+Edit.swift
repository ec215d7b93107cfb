package import Exchange
import Operations

/// What several pages say of putting a file right.
extension Words {
  package func attempt(_ number: Int) -> String { say("attempt \(number)", "Versuch \(number)") }

  package var putRight: String { say("Put it right", "Berichtigen") }

  /// `Line 14: “24.11.2026” in IssueDate is not a date such as 2026-11-23.`
  ///
  /// - Parameter area: the id of the text area in which the line is; nil where there is none.
  package func fault(_ issue: Issue, in area: String? = nil) -> Markup {
    let words = IssueWords(issue, in: language)
    let place = issue.line.map { number in
      area.map { line(in: $0, number) } ?? Markup(say("Line \(number)", "Zeile \(number)"))
    }
    return Markup.joined([
      place.map { $0 + Markup(": ") } ?? .empty, Markup(words.sentence + " "),
      words.expected.map { span(say("Expected: \($0). ", "Erwartet: \($0). "), .class("faint")) } ?? .empty,
      words.remedy.map { span($0, .class("faint")) } ?? .empty,
    ])
  }

  /// A link to the text area; the script puts the cursor into the line.
  package func line(in area: String, _ number: Int) -> Markup {
    a(.href(Link(at: area)), Attribute("data-line", String(number))) { say("Line \(number)", "Zeile \(number)") }
  }

  /// How an attempt came, as a whole sentence.
  package func sentence(_ newer: NewerAttempt) -> Markup {
    let time = instant(newer.at)
    switch newer.way {
    case .first:
      return Markup(say("The file itself came at ", "Die Datei selbst kam um ")) + time + Markup(".")
    case .inbox(let name):
      return Markup(
        say(
          "\(name) came through the inbox as attempt \(newer.number), at ",
          "\(name) kam über den Eingang als Versuch \(newer.number), "))
        + time + Markup(".")
    case .handedIn(let by, let reason):
      let why = reason.map { say(" Reason: ", " Begründung: ") + quoted($0) + "." } ?? ""
      return Markup(
        say("\(by) handed in attempt \(newer.number) at ", "\(by) hat Versuch \(newer.number) eingereicht, ")) + time
        + Markup("." + why)
    }
  }
}
