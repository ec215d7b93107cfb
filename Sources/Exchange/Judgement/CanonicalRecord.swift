package import XMLEngine

/// A record in the canonical vocabulary, with its key.
package struct CanonicalRecord {
  package let entity: Entity
  package let key: String
  /// The record's own element. What is around it in ``document`` is none of the agreement's business.
  package let root: XMLElement
  package let document: XMLDocument
  /// The record of the system that it comes from, or goes to, in that one's own words: a `Carried` element.
  package var carried: XMLDocument?

  package init(
    entity: Entity, key: String, root: XMLElement, document: XMLDocument, carried: XMLDocument? = nil
  ) {
    self.entity = entity
    self.key = key
    self.root = root
    self.document = document
    self.carried = carried
  }
}
