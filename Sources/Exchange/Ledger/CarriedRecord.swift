/// A system's own record of a business object, as it came: only that system gets it back, inside what is written for it.
package struct CarriedRecord: Hashable, Sendable {
  package var kind: Entity
  package var system: String
  package var key: String
  package var version: RecordVersion
  /// The record that told it.
  package var source: RecordReference
  /// A canonical `Carried` element, as XML in UTF-8.
  package var content: [UInt8]

  package init(
    kind: Entity, system: String, key: String, version: RecordVersion, source: RecordReference, content: [UInt8]
  ) {
    self.kind = kind
    self.system = system
    self.key = key
    self.version = version
    self.source = source
    self.content = content
  }
}
