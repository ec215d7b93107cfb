import ArgumentParser
import Exchange
import Foundation
import Operations

/// What every command understands.
struct SharedOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The configuration file.",
      discussion:
        "Without it: the environment variable KONTOR_CONFIG, kontor.yaml in the current folder, or that of the "
        + "service, /etc/kontor/kontor.yaml.",
      valueName: "path"),
    completion: .file(extensions: ["yaml", "yml"]))
  var config: String?

  @Flag(name: .long, help: "Answer in JSON, with keys that stay the same from version to version.")
  var json = false

  @Option(name: .long, help: "When to use colour: auto, always or never. NO_COLOR counts as never.")
  var color = ColorChoice.auto

  /// The path of the configuration, as it is to be read.
  var configurationPath: String {
    if let config { return config }
    if let named = ProcessInfo.processInfo.environment["KONTOR_CONFIG"], !named.isEmpty { return named }
    return Self.configurationPath { PathFacts(path: $0).kind == .file }
  }

  /// Where a configuration is looked for that nobody names: in the current folder, and then where the service has its own.
  static func configurationPath(exists: (String) -> Bool) -> String {
    let usual = "kontor.yaml"
    let service = "/etc/kontor/kontor.yaml"
    return !exists(usual) && exists(service) ? service : usual
  }
}

enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}
