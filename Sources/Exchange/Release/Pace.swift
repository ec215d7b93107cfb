/// How fast a flow catches up: at most so many documents within a time, counted back from any moment.
package struct Pace: Sendable, Equatable {
  /// 1 or more.
  package var documents: Int
  package var each: Duration

  package init(documents: Int, each: Duration) {
    self.documents = documents
    self.each = each
  }
}
