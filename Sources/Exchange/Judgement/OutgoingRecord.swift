import XMLEngine

/// A canonical record as one system is to have it, and what stands ahead of it in its document.
struct OutgoingRecord {
  var record: CanonicalRecord
  /// The customers that an order takes along, each once.
  var companions: [CanonicalRecord] = []

  var entity: Entity { record.entity }
  var key: String { record.key }

  /// The record that stylesheets get in `Records`: behind those that go along, and each with what is carried of it.
  func gathered() throws(XMLEngineError) -> XMLDocument {
    let records = companions + [record]
    for one in records {
      guard let carried = one.carried?.root else { continue }
      try carried.setAttribute("entity", to: one.entity.rawValue)
      try carried.setAttribute("key", to: one.key)
    }
    return try Self.gathered(records)
  }

  /// Canonical records in one `Records`.
  static func gathered(_ records: [CanonicalRecord]) throws(XMLEngineError) -> XMLDocument {
    let whole = try XMLDocument(root: "Records", namespace: Format.canonicalNamespace)
    for one in records {
      whole.append(try XMLDocument.wrapping(one.root, in: "Records"))
      if let carried = one.carried?.root { whole.append(try XMLDocument.wrapping(carried, in: "Records")) }
    }
    return whole
  }
}

extension OutgoingRecord {
  /// A record as somebody wrote it down: alone, or in `Records` behind what goes along.
  ///
  /// - Throws: ``NotMapped`` where the document holds no record.
  init(written document: XMLDocument) throws {
    guard let root = document.root else { throw NotMapped(issues: []) }
    var records: [CanonicalRecord] = []
    for element in root.name == "Records" ? Array(root.children) : [root] {
      if let entity = Entity(rawValue: element.name) {
        let key = entity.keyPaths.lazy.compactMap { element.token(at: $0) }.first { !$0.isEmpty }
        records.append(CanonicalRecord(entity: entity, key: key ?? "", root: element, document: document))
      } else if element.name == "Carried", !records.isEmpty {
        records[records.count - 1].carried = try document.extracting(element)
      }
    }
    guard let last = records.popLast() else { throw NotMapped(issues: []) }
    self.init(record: last, companions: records)
  }
}
