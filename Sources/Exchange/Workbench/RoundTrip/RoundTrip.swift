package import XMLEngine

/// Writes canonical records in a format, reads the documents back, and says what became of each field.
package final class RoundTrip {
  package enum Outcome {
    /// The format cannot hold the record, and says so.
    case refused([Issue])
    /// A document was made that the same format does not read; why.
    case unreadable(String)
    case back([Fate])
  }

  /// What became of a record on the way.
  package struct Fate {
    package let entity: Entity
    /// Fields of the record that came back otherwise or not at all.
    package fileprivate(set) var lost: [Difference] = []
    /// Fields that only the record has that came back.
    package fileprivate(set) var added: [Difference] = []
    /// Paths of the fields that the record had.
    package let fields: Set<String>
  }

  package struct Difference {
    /// Without numbers: `Lines/Line/PriceBase`.
    package let path: String
    package let before: String?
    package let after: String?
    /// The losses that speak of it; none where it should have survived.
    package let losses: [String]
  }

  private let bench: FormatBench
  private let losses: [Entity: [LossPath]]
  private let shapes: [Entity: CanonicalShape]

  package init(_ pack: FormatPack, _ bench: FormatBench, _ model: SchemaModel) {
    self.bench = bench
    losses = pack.losses.mapValues { $0.map(LossPath.init) }
    shapes = Dictionary(uniqueKeysWithValues: Entity.allCases.map { ($0, CanonicalShape(of: $0, model)) })
  }

  /// - Parameters:
  ///   - record: a canonical record, or `Records` with what goes along ahead of it and what is carried behind it.
  ///   - known: what the record is a version of, where the system has it.
  package func run(_ record: XMLDocument, _ entity: Entity, of known: KnownRecord? = nil) throws -> Outcome {
    let bytes: [UInt8]
    switch try bench.write(record, entity) {
    case .failure(let refusal): return .refused(refusal.issues)
    case .success(let written): bytes = written
    }
    let reading = try bench.read(bytes)
    guard reading.errors.isEmpty else {
      return .unreadable(reading.errors.map(\.message).joined(separator: "\n"))
    }
    guard let root = record.root else { return .back([]) }
    var fates: [Fate] = []
    for before in root.name == "Records" ? Array(root.children) : [root] {
      guard let kind = Entity(rawValue: before.name) else { continue }
      let after = reading.records.filter { $0.entity == kind }
      // What only goes along need not come back as a record.
      if kind != entity, after.isEmpty { continue }
      guard after.count == 1 else {
        return .unreadable("of one \(kind.rawValue) \(after.count) came back")
      }
      fates.append(
        try fate(
          of: record.extracting(before), as: kind, after: after[0].document.extracting(after[0].root),
          kind == entity ? known : nil))
    }
    return .back(fates)
  }

  private func fate(
    of version: XMLDocument, as entity: Entity, after: XMLDocument, _ known: KnownRecord?
  ) throws -> Fate {
    guard let shape = shapes[entity] else { return Fate(entity: entity, fields: []) }
    let before = try known?.kept(beside: version) ?? version
    let (old, new) = (shape.fields(of: before), shape.fields(of: after))
    let change = FieldChange(from: old, to: new)
    var fate = Fate(entity: entity, fields: Set(shape.fields(of: version).map(\.plainPath)))
    for (index, value) in change.changed { fate.lost.append(difference(old[index], value, before, entity)) }
    for index in change.vanished { fate.lost.append(difference(old[index], nil, before, entity)) }
    for field in change.appeared {
      fate.added.append(
        Difference(
          path: field.plainPath, before: nil, after: field.value,
          losses: losses(of: entity, field, after)))
    }
    return fate
  }

  private func difference(
    _ field: DocumentField, _ after: String?, _ record: XMLDocument, _ entity: Entity
  ) -> Difference {
    Difference(
      path: field.plainPath, before: field.value, after: after, losses: losses(of: entity, field, record))
  }

  private func losses(of entity: Entity, _ field: DocumentField, _ record: XMLDocument) -> [String] {
    losses[entity, default: []].filter { $0.covers(field, in: record) }.map(\.written)
  }
}
