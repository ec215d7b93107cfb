import ArgumentParser
import Foundation

/// What every command understands.
struct SharedOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The configuration file.",
      discussion: "Without it: the environment variable KONTOR_CONFIG, or kontor.yaml in the current folder.",
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
    return "kontor.yaml"
  }
}

enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}
