import Foundation
import Testing

/// The independent judge: what `xmllint --noout --schema` says of files.
struct XMLLint {
  struct Verdict: Equatable {
    var isValid: Bool
    /// The line of the first error.
    var line: Int?
  }

  /// Judges many files in one run, by path.
  static func judge(_ paths: [String], schema: String) throws -> [String: Verdict] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["xmllint", "--noout", "--schema", schema] + paths
    let output = NSTemporaryDirectory() + "xmllint-\(UUID().uuidString)"
    _ = FileManager.default.createFile(atPath: output, contents: nil)
    defer { try? FileManager.default.removeItem(atPath: output) }
    process.standardError = FileHandle(forWritingAtPath: output)
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus != 127, "xmllint is missing: apt-get install libxml2-utils")
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: output)), as: UTF8.self)
    var verdicts: [String: Verdict] = [:]
    for path in paths { verdicts[path] = Verdict(isValid: false, line: nil) }
    for line in text.split(separator: "\n") {
      if line.hasSuffix(" validates") { verdicts[String(line.dropLast(10))]?.isValid = true }
      guard let path = paths.first(where: { line.hasPrefix($0 + ":") }), verdicts[path]?.line == nil,
        line.contains("error :")
      else { continue }
      verdicts[path]?.line = Int(line.dropFirst(path.count + 1).prefix { $0.isNumber })
    }
    return verdicts
  }
}
