import DropFolder
import Exchange

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

/// The same for programs.
struct DocumentCourseReport: Encodable {
  struct Answer: Encodable {
    /// `imported` or `refused`.
    var state: String
    var at: String?
    /// A system, or its folders.
    var by: String?
    var file: String?
    /// The interchange and the position of the record that brought it.
    var interchange: String?
    var position: Int?
  }

  var publishedAt: String?
  /// When it was seen to be gone from the outbox.
  var takenAt: String?
  var answers: [Answer]

  init(_ course: DocumentCourse) {
    publishedAt = course.moments.publishedAt?.description
    takenAt = course.moments.takenAt?.description
    answers = course.answers.map { answer in
      Answer(
        state: answer.state.rawValue, at: answer.at?.description, by: answer.by, file: answer.file?.display,
        interchange: answer.source?.interchange.text, position: answer.source?.position)
    }
  }
}
