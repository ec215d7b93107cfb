/// One thing that is wrong with the configuration, at its place.
package struct ConfigurationProblem: Sendable, Equatable, CustomStringConvertible {
  package enum Severity: String, Sendable {
    /// Kontor does not run with it.
    case error
    /// Kontor runs, but probably not as was meant.
    case warning
  }

  package var severity: Severity
  /// The configuration file, as the user named it.
  package var file: String
  /// Nil when the file could not be read at all.
  package var place: Place?
  /// What is wrong.
  package var message: String
  /// What was expected, or what to do.
  package var remedy: String?
  /// The nearest valid name, where the mistake is a slip.
  package var suggestion: String?

  /// The line, from 1; nil when the file could not be read at all.
  package var line: Int? { place?.line }
  /// The column, from 1, counted in Unicode scalars; nil when the file could not be read at all.
  package var column: Int? { place?.column }

  package init(
    _ severity: Severity, file: String, place: Place?, message: String, remedy: String? = nil, suggestion: String? = nil
  ) {
    self.severity = severity
    self.file = file
    self.place = place
    self.message = message
    self.remedy = remedy
    self.suggestion = suggestion
  }

  /// One line as compilers print it, so that editors can jump to the place.
  ///
  /// A suggestion stands in place of the remedy: who mistyped one name needs no list of all the others.
  package var description: String {
    var line = file
    if let place { line += ":\(place.line):\(place.column)" }
    line += ": \(severity.rawValue): \(message)"
    if let suggestion {
      line += "; did you mean \"\(suggestion)\"?"
    } else if let remedy {
      line += "; \(remedy)"
    }
    return line
  }
}
