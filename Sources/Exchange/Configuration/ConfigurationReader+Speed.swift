extension ConfigurationReader {
  enum SpeedKey: String, CaseIterable {
    case workers
    case plain
  }

  /// More threads than this help nobody: one thread decides.
  private static let mostWorkers = 64

  mutating func readSpeed(_ node: ConfigurationNode?) -> Speed {
    var speed = Speed()
    guard let node else { return speed }
    let section = section(node, "speed", at: node.place, keys: SpeedKey.self)
    speed.workers = count(section[.workers], in: 0...Self.mostWorkers, default: speed.workers)
    speed.isPlain = flag(section[.plain], default: speed.isPlain)
    return speed
  }
}
