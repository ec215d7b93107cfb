import DropFolder
package import Exchange

/// How a document went on.
package struct DocumentCourseReport: Encodable, Sendable {
  package struct Answer: Encodable, Sendable {
    /// `imported` or `refused`.
    package var state: String
    package var at: Moment?
    /// A system, or its folders.
    package var by: String?
    package var file: String?
    /// The interchange and the position of the record that brought it.
    package var interchange: String?
    package var position: Int?
  }

  package var publishedAt: Moment?
  /// When it was seen to be gone from the outbox.
  package var takenAt: Moment?
  package var answers: [Answer]

  package init(_ course: DocumentCourse) {
    publishedAt = course.moments.publishedAt?.moment
    takenAt = course.moments.takenAt?.moment
    answers = course.answers.map { answer in
      Answer(
        state: answer.state.rawValue, at: answer.at?.moment, by: answer.by, file: answer.file?.display,
        interchange: answer.source?.interchange.text, position: answer.source?.position)
    }
  }
}
