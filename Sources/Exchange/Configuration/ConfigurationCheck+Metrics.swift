extension ConfigurationCheck {
  /// Whether the file of metrics has a place where nobody takes it for anything else.
  mutating func checkMetrics(folders: Bool) {
    guard let file = configuration.service.metricsFile else { return }
    let path = PathFacts.resolved(file.absolute).split(separator: "/")
    let parent = "/" + path.dropLast().joined(separator: "/")
    let own = Managed(
      role: .own, title: "", path: file, resolved: path.dropLast(), identity: look(parent).identity)
    if let other = managed.first(where: { $0.role != .own && (own.isSame(as: $0) || own.isInside($0)) }) {
      note(file.place, "metrics would be written into \(other.title)", "name a file elsewhere")
    } else if folders, look(parent).kind != .folder {
      warn(file.place, "there is no folder \"\(parent)\" for metrics", "make it")
    }
  }
}
