package import Exchange

extension Configuration {
  /// A configuration that Kontor can run with.
  package static func checked(from path: String) throws(ConfigurationError) -> Configuration {
    let configuration = try Configuration.read(from: path)
    let errors = ConfigurationCheck.problems(in: configuration, folders: false).filter { $0.severity == .error }
    if !errors.isEmpty { throw ConfigurationError(problems: errors) }
    return configuration
  }

  /// The flow that somebody names.
  package func existingFlow(named name: String) throws(Failure) -> Flow {
    if let flow = flow(named: name) { return flow }
    let names = flows.map(\.name)
    let remedy = NearestName.of(name, among: names).map { "did you mean \($0)?" } ?? "there are \(Phrase.list(names))"
    throw Failure(.usage, "there is no flow \(name); \(remedy)")
  }
}
