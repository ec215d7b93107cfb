import DropFolder
import Exchange
import Operations

/// How a document went on, in lines for a person: `published 2026-11-23 14:00 UTC, taken by 2026-11-23 14:05 UTC`.
struct DocumentCourseText {
  let lines: [String]

  init(_ course: DocumentCourse) {
    var moments: [String] = []
    if let at = course.moments.publishedAt { moments.append("published \(Phrase.moment(at))") }
    // It was gone when somebody looked.
    if let at = course.moments.takenAt { moments.append("taken by \(Phrase.moment(at))") }
    lines = (moments.isEmpty ? [] : [moments.joined(separator: ", ")]) + course.answers.map(Self.words)
  }

  private static func words(of answer: DocumentCourse.Answer) -> String {
    var words = answer.state.rawValue
    if let at = answer.at { words += " \(Phrase.moment(at))" }
    if let file = answer.file {
      words += ", by \(file.display) of \(answer.by ?? "its sender")"
    } else if let by = answer.by {
      words += ", by \(by)"
    }
    return Printable.line(words)
  }
}
