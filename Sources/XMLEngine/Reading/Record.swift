import CLibXML2

/// One business object as it stands in a file, with what the schema says against it.
package final class Record {
  /// The entity by the format's layout; nil for an element that stands among records but is none that the format knows.
  package let entity: String?

  /// The element's local name.
  package let element: String

  /// Counted among all records of the file, from 1.
  package let position: Int

  /// Where its start tag begins.
  package let start: Position

  /// The path of its own element: `/Exchange/Order[7]`.
  package let path: String

  /// What is wrong with it, in the order of the file. An empty list means valid.
  package internal(set) var diagnostics: [Diagnostic] = []

  /// The interchange with this one record in it: envelope, the elements around the record, the record. Without the
  /// envelope where the record is invalid, for nothing becomes of it. Nil for an element that is no known record.
  package internal(set) var document: XMLDocument?

  /// Places of the elements inside the record, by ``XMLElement/placeNumber`` less one.
  var places: [Position] = []

  var recordNode: xmlNodePtr?

  /// Elements, attributes and namespace declarations in it.
  var nodes = 0

  init(entity: String?, element: String, position: Int, start: Position, path: String) {
    self.path = path
    self.entity = entity
    self.element = element
    self.position = position
    self.start = start
  }

  /// The record's own element inside ``document``.
  package var root: XMLElement? {
    guard let document, let recordNode else { return nil }
    return XMLElement(node: recordNode, document: document)
  }

  /// Where an element of this record begins in the file.
  package func place(of element: XMLElement) -> Position {
    let number = element.placeNumber
    return number > 0 && number <= places.count ? places[number - 1] : start
  }

  package var isValid: Bool { diagnostics.allSatisfy { $0.severity != .error } }
}
