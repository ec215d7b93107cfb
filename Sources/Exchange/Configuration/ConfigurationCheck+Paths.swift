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
    for record in format.records { checkRoot(of: record, in: format) }
    for inner in format.records {
      if let same = format.records.first(where: { $0.path.root == nil && inner.path.isBelowOneRoot($0.path) }) {
        note(
          inner.place, "\"\(inner.path)\" is the place of \(same.entity.rawValue) records already, as \"\(same.path)\"",
          "that holds below any root; name the root there too, or only once")
      }
      guard let outer = format.records.first(where: { inner.path.isInside($0.path) }) else { continue }
      note(
        inner.place, "\(inner.entity.rawValue) records at \"\(inner.path)\" would stand inside \"\(outer.path)\"",
        "that is the place of \(outer.entity.rawValue) records, which are read whole")
    }
  }

  /// A path that names another root than the format does would lead nowhere.
  private mutating func checkRoot(of record: RecordLocation, in format: Format) {
    guard let root = format.root, let named = record.path.root, named != root.localName else { return }
    note(
      record.place,
      "no file has \(record.entity.rawValue) records at \"\(record.path)\": the root of format "
        + "\"\(format.name)\" is \"\(root)\"",
      "leave root out where a format has several, for the paths of its records name them")
  }

  private mutating func checkEnvelopePath(_ path: ElementPath, of format: Format) {
    // Of a root that is a record itself the envelope is read like any other part.
    let others = format.records.filter { !$0.path.steps.isEmpty && $0.path.steps.first == path.steps.first }
    guard let other = others.first else { return }
    // The tag of an element that holds records is read by itself.
    if path.attribute != nil, others.contains(where: { $0.path.isInside(path) }) { return }
    note(
      format.place, "the envelope of format \"\(format.name)\" cannot be read at \"\(path)\"",
      "\(other.entity.rawValue) records stand at \"\(other.path)\", and what holds records is not kept, except for the "
        + "attributes of its own tag")
  }

  private mutating func checkIgnoredPath(_ path: ElementPath, of format: Format) {
    guard let record = format.records.first(where: { $0.path == path || $0.path.isInside(path) }) else { return }
    note(
      format.place, "format \"\(format.name)\" cannot ignore \"\(path)\"",
      "\(record.entity.rawValue) records stand at \"\(record.path)\"")
  }
}

extension ElementPath {
  /// Whether it leads further down from the element of another path, in a file that has both.
  fileprivate func isInside(_ other: ElementPath) -> Bool {
    meets(other) && steps.count > other.steps.count && steps.starts(with: other.steps)
  }

  /// Whether it leads to the same place as one that names no root.
  fileprivate func isBelowOneRoot(_ other: ElementPath) -> Bool { root != nil && steps == other.steps }

  /// Whether a file can have both.
  private func meets(_ other: ElementPath) -> Bool { root == nil || other.root == nil || root == other.root }
}
