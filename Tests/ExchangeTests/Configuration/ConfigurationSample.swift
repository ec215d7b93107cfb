import Foundation

@testable import Exchange

/// A small configuration without mistakes; tests put one in.
enum ConfigurationSample {
  static let text = """
    node: main
    systems:
      crm:
        inbox: inbox/crm
        outbox: outbox/crm
        format: exchange
      erp:
        outbox: outbox/erp
        format: bo
    formats:
      exchange:
        root: "{urn:kontor:exchange:1}Exchange"
        schema: xsd/exchange.xsd
        records: [Customer, Order]
      bo:
        schema: xsd/bo.xsd
        write: { Customer: map/customer.xsl, Order: map/order.xsl }
    flows:
      - { from: crm, to: erp, entities: [Customer, Order] }
    """

  static func read(
    _ text: String = text, folder: String = "/srv/exchange", environment: [String: String] = [:]
  ) throws(ConfigurationError) -> Configuration {
    try Configuration.read(Array(text.utf8), file: "kontor.yaml", folder: folder, environment: environment)
  }

  /// The problems as a user sees them.
  static func mistakes(in text: String, folder: String = "/srv/exchange", environment: [String: String] = [:])
    -> [String]
  {
    do throws(ConfigurationError) {
      _ = try read(text, folder: folder, environment: environment)
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }
}

/// One replacement in the sample, and what is said about it.
struct Slip: CustomStringConvertible {
  var from: String
  var to: String
  var expected: [String]

  init(_ from: String, _ to: String, _ expected: String...) {
    self.from = from
    self.to = to
    self.expected = expected.map { "kontor.yaml:" + $0 }
  }

  var text: String { ConfigurationSample.text.replacing(from, with: to) }
  var description: String { to }
}

/// A folder of its own for one test, gone when the test ends.
final class TestFolder {
  let path: String

  init() throws {
    let name = "kontor-configuration-\(UUID().uuidString)"
    path = PathFacts.resolved(FileManager.default.temporaryDirectory.path) + "/" + name
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func folder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: path + "/" + name, withIntermediateDirectories: true)
  }

  func file(_ name: String, _ content: String = "", mode: Int = 0o640) throws {
    try folder((name as NSString).deletingLastPathComponent)
    try Data(content.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path + "/" + name)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
  }
}
