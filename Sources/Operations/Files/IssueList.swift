package import Exchange
import XMLEngine

/// The first issues of a file in its order, and how many there are in all.
package struct IssueList {
  package private(set) var issues: [Issue] = []
  package private(set) var count = 0
  package let limit: Int

  package init(limit: Int) {
    self.limit = limit
  }

  package mutating func add(_ issue: Issue) {
    count += 1
    // They come record by record, so the place is nearly always the end.
    var index = issues.count
    while index > 0, Self.offset(issues[index - 1]) > Self.offset(issue) { index -= 1 }
    guard index < limit else { return }
    issues.insert(issue, at: index)
    if issues.count > limit { issues.removeLast() }
  }

  package var left: Int { count - issues.count }

  /// What has no place is about the file as a whole, and comes last.
  private static func offset(_ issue: Issue) -> Int { issue.position?.byteOffset ?? .max }
}
