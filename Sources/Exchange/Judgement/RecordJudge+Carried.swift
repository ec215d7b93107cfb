import XMLEngine

extension RecordJudge {
  /// Takes out of what a mapping read whatever stands behind its records for their own system alone. Nobody else is told
  /// it, so no code of it is translated and no list checked.
  ///
  /// - Returns: each by the place of the record that it stands behind, from 0.
  func takeCarried(
    from outcome: XMLElement, of record: Record
  ) throws(XMLEngineError) -> Result<[Int: XMLDocument], Fault> {
    guard outcome.name == "Records", outcome.namespace == Format.canonicalNamespace else { return .success([:]) }
    var found: [Int: XMLDocument] = [:]
    var place = -1
    var ahead: Entity?
    for child in Array(outcome.children) {
      guard child.name == "Carried", child.namespace == Format.canonicalNamespace else {
        place += 1
        ahead = Entity(rawValue: child.name)
        continue
      }
      guard let ahead, format.format.carries.contains(ahead), found[place] == nil else {
        return .failure(
          Self.unfit(
            "stands where nothing of its kind is carried: behind a record that `carry` names, and once", record))
      }
      let carried = try result(child)
      let size = try carried.serialized().count
      guard size <= Self.mostCarried else {
        return .failure(
          Self.unfit("has \(size) bytes, of which no more than \(Self.mostCarried) are kept for a record", record))
      }
      found[place] = carried
      child.remove()
    }
    return .success(found)
  }

  /// In bytes. Kept for every customer, it is to stay small.
  private static let mostCarried = 65_536

  private func result(_ child: XMLElement) throws(XMLEngineError) -> XMLDocument {
    try child.document.extracting(child)
  }

  private static func unfit(_ what: String, _ record: Record) -> Fault {
    Fault(issues: [
      Issue(
        .notCanonical, phase: .mapping, at: record.start, path: record.path,
        "What the mapping wants to carry cannot be: Carried \(what).")
    ])
  }
}
