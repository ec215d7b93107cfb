import Operations
import Testing

@testable import kontor

@Suite("The configuration that nobody names")
struct ConfigurationPathTests {
  @Test(
    "is that of the current folder, else that of the service, and where there is neither, the one to be made",
    arguments: [
      (["kontor.yaml", "/etc/kontor/kontor.yaml"], "kontor.yaml"),
      (["kontor.yaml"], "kontor.yaml"),
      (["/etc/kontor/kontor.yaml"], "/etc/kontor/kontor.yaml"),
      ([], "kontor.yaml"),
    ])
  func order(there: [String], expected: String) {
    #expect(SharedOptions.configurationPath { there.contains($0) } == expected)
  }
}
