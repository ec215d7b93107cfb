/// Which flows carry nothing right now, so that what is decided for them waits.
///
/// Asked for once for the files of one transaction, and shared by them. Whatever waits already keeps its flow closed, so
/// that nothing overtakes it. Not thread-safe.
package final class FlowGates {
  /// Flows, by name, for which everything waits.
  private var closed: Set<String> = []
  /// Systems for which something waits, or may come to wait.
  private var systems: Set<String> = []
  /// How many more documents may be put where a system takes them, as far as that is limited.
  private var room: [String: Int] = [:]

  /// With all flows open.
  package init() {}

  /// Whether anything about a system has to be looked at.
  func concern(_ system: String) -> Bool { systems.contains(system) }

  func isClosed(_ flow: Flow) -> Bool { closed.contains(flow.name) || room[flow.to.value] == 0 }

  func close(_ flow: Flow) {
    closed.insert(flow.name)
    systems.insert(flow.to.value)
  }

  func note(waitingFor system: String) { systems.insert(system) }

  func limit(_ system: String, to count: Int) {
    room[system] = max(0, count)
    systems.insert(system)
  }

  /// One document goes to a system.
  func use(_ system: String) {
    if let left = room[system] { room[system] = max(0, left - 1) }
  }
}
