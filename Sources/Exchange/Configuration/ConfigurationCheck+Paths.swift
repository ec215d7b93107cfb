extension ConfigurationCheck {
  /// Whether the paths of each format can all be followed. The reader takes an element for a record, for a part of the
  /// envelope, or for one that holds records, but not for two of these.
  mutating func checkPaths() {
    for format in configuration.formats {
      checkRecordPaths(of: format)
      for path in format.envelope.all { checkEnvelopePath(path, of: format) }
      for path in format.ignored { checkIgnoredPath(path, of: format) }
    }
  }

  private mutating func checkRecordPaths(of format: Format) {
    for inner in format.records {
      guard let outer = format.records.first(where: { inner.path.isInside($0.path) }) else { continue }
      note(
        inner.place, "\(inner.entity.rawValue) records at \"\(inner.path)\" would stand inside \"\(outer.path)\"",
        "that is the place of \(outer.entity.rawValue) records, which are read whole")
    }
  }

  private mutating func checkEnvelopePath(_ path: ElementPath, of format: Format) {
    let others = format.records.filter { $0.path.steps.first == path.steps.first }
    guard let other = others.first else { return }
    // The tag of an element that holds records is read by itself.
    if path.attribute != nil, others.contains(where: { $0.path.isInside(path) }) { return }
    note(
      format.place, "the envelope of format \"\(format.name)\" cannot be read at \"\(path)\"",
      "\(other.entity.rawValue) records stand at \"\(other.path)\", and what holds records is not kept, except for the "
        + "attributes of its own tag")
  }

  private mutating func checkIgnoredPath(_ path: ElementPath, of format: Format) {
    guard let record = format.records.first(where: { $0.path.steps.starts(with: path.steps) }) else { return }
    note(
      format.place, "format \"\(format.name)\" cannot ignore \"\(path)\"",
      "\(record.entity.rawValue) records stand at \"\(record.path)\"")
  }
}

extension ElementPath {
  /// Whether it leads further down from the element of another path.
  fileprivate func isInside(_ other: ElementPath) -> Bool {
    steps.count > other.steps.count && steps.starts(with: other.steps)
  }
}
