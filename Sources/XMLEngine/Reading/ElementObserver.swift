import CLibXML2

/// Is told where the elements of a file stand in its bytes while a ``RecordReader`` reads it.
///
/// Called between two steps of the parser, so neither may throw. Offsets count the bytes of the file as UTF-8, without a
/// byte order mark. What the reader takes an element for stands in its state.
protocol ElementObserver: AnyObject {
  /// An element began, and the reader has decided what it is.
  func started(_ name: PassedChildren.Name, at offset: Int, in reader: RecordReader)

  /// The open element ends in front of `offset`. The reader has not left it yet.
  func ended(at offset: Int, in reader: RecordReader)
}

/// What an element outside of records is, or which record begins with it.
enum ObservedElement {
  /// It holds records, or leads to them; the root is one.
  case container
  case record(Record)
  /// Part of the envelope, or passed over.
  case other
}

extension RecordReader {
  /// What the element is that has just begun, outside of records.
  var observed: ObservedElement {
    switch building.mode {
    case .outside: .container
    case .record: building.record.map { .record($0) } ?? .other
    case .passing(let depth):
      if depth == building.depth, let record = building.record { .record(record) } else { .other }
    case .envelope: .other
    }
  }

  /// Whether the schema would take the innermost open container if it held only these children.
  ///
  /// A validator of its own is led to the same place, as ``restartValidator()`` does. False where that is not certain.
  func wouldBeComplete(with children: [PassedChildren.Name]) throws(XMLEngineError) -> Bool {
    guard building.containers.allSatisfy({ !$0.passed.isIncomplete }) else { return false }
    let trial = try StreamValidator(schema: schema)
    defer { trial.abandon() }
    var node = building.main.flatMap { xmlDocGetRootElement($0) }
    for (level, container) in building.containers.enumerated() {
      let isInnermost = level == building.containers.count - 1
      guard let open = node, trial.replayStart(of: open) else { return false }
      if isInnermost {
        let runs = children.map { PassedChildren.Run(name: $0, count: 1, kind: nil) }
        guard runs.allSatisfy(trial.replay) else { return false }
        return trial.end(open.pointee.name, open.pointee.ns?.pointee.prefix, open.pointee.ns?.pointee.href).isEmpty
      }
      guard container.passed.runs.allSatisfy(trial.replay) else { return false }
      // Containers that ended are gone, so the open ones are the last children.
      node = xmlLastElementChild(open)
    }
    return false
  }
}
