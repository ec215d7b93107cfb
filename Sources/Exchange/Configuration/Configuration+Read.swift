import Foundation

extension Configuration {
  /// The longest configuration file, in bytes.
  private static let longestFile = 1_000_000

  /// Reads a configuration file strictly.
  ///
  /// - Parameters:
  ///   - path: The YAML file, relative to the working directory or absolute.
  ///   - environment: Where `${NAME}` references look.
  /// - Throws: every problem of the file at once, in its order.
  package static func read(
    from path: String, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(ConfigurationError) -> Configuration {
    let bytes: [UInt8]
    do throws(SmallFile.Refusal) {
      bytes = try SmallFile(path: path, limit: longestFile).bytes
    } catch {
      throw ConfigurationError(problems: [
        ConfigurationProblem(
          .error, file: path, place: nil, message: "cannot read the configuration: \(error.message)",
          remedy: "name the right file, or let kontor init write one")
      ])
    }
    return try read(bytes, file: path, folder: folder(of: path), environment: environment)
  }

  static func read(
    _ bytes: [UInt8], file: String, folder: String, environment: [String: String]
  ) throws(ConfigurationError) -> Configuration {
    let text = ConfigurationText(bytes: bytes)
    var reader = ConfigurationReader(file: file, folder: folder, environment: environment)
    for mistake in text.mistakes {
      reader.note(mistake.place, mistake.message, mistake.remedy)
    }
    let configuration = text.root.map { reader.configuration(from: $0) }
    if configuration == nil, reader.problems.isEmpty {
      reader.note(.start, "the configuration is empty", "let kontor init write one")
    }
    guard let configuration, reader.problems.isEmpty else {
      throw ConfigurationError(problems: reader.problems.inOrder())
    }
    return configuration
  }

  /// The folder of a file, absolute. Links on the way are followed once, here, so that a link that is turned round
  /// while Kontor runs does not move its folders.
  private static func folder(of path: String) -> String {
    let whole = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    let parent = whole.split(separator: "/").dropLast().joined(separator: "/")
    return PathFacts.resolved("/" + parent)
  }
}

extension [ConfigurationProblem] {
  /// Sorted by place; what has the same place keeps its order.
  func inOrder() -> [ConfigurationProblem] {
    enumerated().sorted { left, right in
      (left.element.place ?? .start, left.offset) < (right.element.place ?? .start, right.offset)
    }.map(\.element)
  }
}
