import Foundation
import XMLEngine

/// A record that a system has already, out of the samples that its pack reads: for formats in which a record that the system
/// knows can be written only with what is carried of it.
package struct KnownRecord {
  /// As it was read, with what is carried.
  private let record: CanonicalRecord

  /// All of an entity in the samples of a pack; none where the format carries nothing of it.
  static func all(of entity: Entity, in pack: FormatPack, _ bench: FormatBench) throws -> [KnownRecord] {
    guard pack.format.carries.contains(entity) else { return [] }
    return try MappingSample.all(of: pack).filter { $0.direction == .read }.flatMap { sample -> [KnownRecord] in
      guard let bytes = FileManager.default.contents(atPath: sample.path) else { return [] }
      let reading = try bench.read(Array(bytes))
      guard reading.errors.isEmpty else { return [] }
      return reading.records.filter { $0.entity == entity && $0.carried != nil }.map(KnownRecord.init)
    }
  }

  /// Makes a record that was made up one of this record's: it gets its key, and what is carried of it behind it.
  ///
  /// - Returns: `Records`; nil where the system does not know the made up one by a key.
  func versioned(_ made: XMLDocument) throws -> XMLDocument? {
    guard let root = made.root, root.name == record.entity.rawValue, let carried = record.carried?.root,
      let name = record.entity.keyPaths.first(where: { record.root.token(at: $0)?.isEmpty == false }),
      let key = root.child(name)
    else { return nil }
    try key.setText(record.key)
    let whole = try XMLDocument.wrapping(root, in: "Records")
    whole.append(try XMLDocument.wrapping(carried, in: "Records"))
    return whole
  }

  /// What the system should have afterwards: what a version of the record says, and of all else what was there. An absent
  /// field says nothing, and neither does an absent member of a group whose members have a use or a type.
  func kept(beside version: XMLDocument) throws -> XMLDocument {
    let whole = try version.copy()
    guard let root = whole.root, let own = version.root else { return whole }
    let said = Set(own.children.map(Self.name))
    for child in record.root.children where !said.contains(Self.name(of: child)) {
      whole.append(try XMLDocument.wrapping(child, in: root.name))
    }
    return whole
  }

  private static func name(of field: XMLElement) -> String {
    [field.name, field.attribute("use") ?? field.attribute("type") ?? ""].joined(separator: " ")
  }
}
