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
  package var path: String { ordinal.map { "\(parent)/\(element)[\($0)]" } ?? parent }

  /// The path of the element around it and the number among its like there; or the whole path, and nil.
  private let parent: String
  private let ordinal: Int?

  /// What is wrong with it, in the order of the file. An empty list means valid.
  package internal(set) var diagnostics: [Diagnostic] = []

  /// The interchange with this one record in it: envelope, the elements around the record, the record. Without the
  /// envelope where the record is invalid, for nothing becomes of it. Nil for an element that is no known record.
  package internal(set) var document: XMLDocument?

  /// Places of the elements inside the record, by ``XMLElement/placeNumber`` less one.
  var places: [Position] = []

  /// Where they can be found out, in a record that was cut out of the file: hardly anybody asks.
  private var source: PlaceSource?

  /// It was parsed in a batch and not in the stream.
  let isCut: Bool

  var recordNode: xmlNodePtr?

  /// Elements, attributes and namespace declarations in it.
  var nodes = 0

  init(entity: String?, element: String, position: Int, start: Position, path: String) {
    (parent, ordinal) = (path, nil)
    isCut = false
    self.entity = entity
    self.element = element
    self.position = position
    self.start = start
  }

  init(
    _ cut: CutRecord, position: Int, start: Position, parent: String, ordinal: Int, source: PlaceSource
  ) {
    entity = cut.kind.entity
    element = cut.kind.name
    self.position = position
    self.start = start
    self.parent = parent
    self.ordinal = ordinal
    document = cut.document
    recordNode = cut.node
    self.source = source
    isCut = true
  }

  /// The record's own element inside ``document``.
  package var root: XMLElement? {
    guard let document, let recordNode else { return nil }
    return XMLElement(node: recordNode, document: document)
  }

  /// Where an element of this record begins in the file.
  package func place(of element: XMLElement) -> Position {
    let number = element.placeNumber
    if let source {
      places = source.places
      self.source = nil
    }
    return number > 0 && number <= places.count ? places[number - 1] : start
  }

  package var isValid: Bool { diagnostics.allSatisfy { $0.severity != .error } }
}
