import DropFolder
package import Exchange

/// What `map --json` and `transfer --dry-run --json` say of one document.
package struct DocumentReport: Encodable, Sendable {
  /// Only where a file was mapped.
  package var file: String?
  package var system: String
  package var entity: String
  package var key: String
  package var name: String
  /// The document itself; as JSON has it in UTF-8, whatever the encoding that it declares.
  package var content: String

  package init(system: String, entity: String, key: String, name: String, content: String) {
    self.system = system
    self.entity = entity
    self.key = key
    self.name = name
    self.content = content
  }

  package init(_ document: DryRunDocument) {
    system = document.system
    entity = document.entity.rawValue
    key = document.key
    name = document.name.display
    content = document.text
  }
}
