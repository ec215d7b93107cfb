package import Exchange

/// What stands round every page.
package struct Frame: Sendable {
  /// What is still open.
  package struct Counts: Sendable, Equatable {
    package var rejected: Int
    package var held: Int
    package var conflicts: Int

    package init(rejected: Int = 0, held: Int = 0, conflicts: Int = 0) {
      self.rejected = rejected
      self.held = held
      self.conflicts = conflicts
    }
  }

  /// `production`, `test`.
  package var environment: String
  /// Nil before the log-in.
  package var viewer: Viewer?
  package var counts: Counts
  /// The id of the last event that the page knows of.
  package var sequence: String
  /// The address of the page itself.
  package var request: Link
  package var now: Timestamp
  package var language: Language
  package var version: String

  package init(
    environment: String, viewer: Viewer?, counts: Counts = Counts(), sequence: String = "", request: Link,
    now: Timestamp, language: Language, version: String = KontorVersion.text
  ) {
    self.environment = environment
    self.viewer = viewer
    self.counts = counts
    self.sequence = sequence
    self.request = request
    self.now = now
    self.language = language
    self.version = version
  }

  /// Round the answer to a visit.
  package init(_ visit: Visit, environment: String, counts: Counts = Counts(), sequence: String = "") {
    self.init(
      environment: environment, viewer: visit.viewer, counts: counts, sequence: sequence,
      request: Link(visit.request), now: visit.now, language: visit.language)
  }
}
