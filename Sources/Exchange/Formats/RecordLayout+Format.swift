import XMLEngine

extension RecordLayout {
  /// What a format says of its files, as the reader follows it.
  init(_ format: Format) {
    self.init(
      root: format.root?.description, envelope: Set(format.envelope.all.compactMap(\.steps.first)))
    for location in format.records.reversed() {
      let (steps, entity) = (location.path.steps, location.entity.rawValue)
      if let root = location.path.root {
        byRoot[root, default: Part()].records[steps] = entity
      } else {
        records[steps] = entity
      }
    }
    for path in format.ignored {
      if let root = path.root {
        byRoot[root, default: Part()].ignored.insert(path.steps)
      } else {
        ignored.insert(path.steps)
      }
    }
  }
}
