/// A technical fault: the file may be right, but it could not be judged. What is wrong with a file is a ``Diagnostic``.
package struct XMLEngineError: Error, CustomStringConvertible {
  package enum Code: Sendable {
    /// The schema cannot be compiled, or names parts outside its own folder.
    case schema
    /// The stylesheet cannot be compiled, or names parts outside its own folder.
    case stylesheet
    /// A stylesheet stopped, by `xsl:message terminate="yes"` or by a limit.
    case transformation
    /// The bytes could not be read.
    case input
    /// libxml2 gave up for a reason of its own, such as memory.
    case library
  }

  package let code: Code
  package let message: String

  /// The file the fault is about: schema, stylesheet or input.
  package let subject: String

  package init(_ code: Code, _ message: String, subject: String) {
    self.code = code
    self.message = message
    self.subject = subject
  }

  package var description: String { "\(subject): \(message)" }
}
