import Foundation

/// A folder with the configuration that ships, initialised, gone with the test.
final class Site: Sendable {
  let path: String

  init(initialised: Bool = true) throws {
    path = NSTemporaryDirectory() + "kontor-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    if initialised, try run("init").code != 0 { throw CocoaError(.fileWriteUnknown) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func run(_ arguments: String...) throws -> Program.Run {
    try Program.run(arguments, in: path)
  }

  /// Drops one of the examples into the CRM's inbox.
  func drop(_ example: String, as name: String? = nil) throws {
    let name = name ?? URL(fileURLWithPath: example).lastPathComponent
    try FileManager.default.copyItem(atPath: Self.example(example), toPath: path + "/inbox/crm/" + name)
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
  }

  func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path + "/" + folder).filter { !$0.hasPrefix(".") }.sorted()
  }

  static func example(_ name: String) -> String { Program.package + "/examples/" + name }
}
