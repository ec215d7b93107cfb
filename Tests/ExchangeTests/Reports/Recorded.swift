import Foundation
import Testing

/// A text that was looked at once and has to come out the same again.
///
/// With `KONTOR_RECORD` in the environment it is written anew instead; `git diff` then shows what changed.
enum Recorded {
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func expect(_ text: String, in file: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let url = package.appendingPathComponent(file)
    if ProcessInfo.processInfo.environment["KONTOR_RECORD"] != nil {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
      return
    }
    let recorded = try String(contentsOf: url, encoding: .utf8)
    guard text != recorded else { return }
    let (new, old) = (
      text.split(separator: "\n", omittingEmptySubsequences: false),
      recorded.split(separator: "\n", omittingEmptySubsequences: false)
    )
    let line = zip(new, old).enumerated().first { $1.0 != $1.1 }?.offset ?? min(new.count, old.count)
    Issue.record(
      """
      \(file) differs in line \(line + 1): \(line < new.count ? String(new[line]) : "(end)") instead of \
      \(line < old.count ? String(old[line]) : "(end)"). If that is meant, record it: see CONTRIBUTING.md.
      """, sourceLocation: sourceLocation)
  }
}
