import CLibXML2

/// What a batch of records stands in: the open elements around them, the envelope, and what the schema has seen there.
///
/// A picture of the reader between two records. It holds for every batch from there on until something else than a
/// record comes.
final class BatchFrame: @unchecked Sendable {
  // Never changed once it is made, so any number of threads may read it at a time.
  let schema: Schema
  let limits: XMLLimits
  /// The open containers and the envelope, without records.
  let document: xmlDocPtr
  /// How many containers are open.
  let level: Int
  /// Their start tags, as far as a parser has to see them, and their end tags.
  let prefix: [UInt8]
  let suffix: [UInt8]
  /// Namespace declarations that are in force.
  let declarations: Int
  /// What may be a record here.
  let kinds: [Kind]
  private let passed: [[PassedChildren.Run]]
  /// The parser's, which holds the names in `passed`.
  private let dictionary: xmlDictPtr

  /// An element that is a record.
  struct Kind {
    let name: String
    let entity: String
  }

  /// Nil where records cannot be judged in batches: where the schema would have to know the ones before.
  init?(_ reader: RecordReader) {
    let building = reader.building
    guard let main = building.main, let container = building.containers.last,
      building.depth == building.containers.count,
      building.containers.allSatisfy({ !$0.passed.isIncomplete }), let dictionary = reader.parser.pointee.dict
    else { return nil }
    let records = container.layout.children.compactMap { name, node in
      node.entity.map { Kind(name: name, entity: $0) }
    }
    guard !records.isEmpty, records.allSatisfy({ container.layout.interchangeable[$0.name] != nil }),
      let tags = Self.tags(of: main, level: building.containers.count),
      let copy = Surroundings.copy(of: main, level: building.containers.count, names: nil)?.pointer
    else { return nil }
    document = copy
    guard Surroundings.addEnvelope(of: main, level: building.containers.count, to: copy) else {
      xmlFreeDoc(copy)
      return nil
    }
    schema = reader.schema
    limits = reader.limits
    level = building.containers.count
    declarations = building.declarationCount
    kinds = records.sorted { $0.name < $1.name }
    passed = building.containers.map(\.passed.runs)
    (prefix, suffix) = tags
    self.dictionary = dictionary
    xmlDictReference(dictionary)
  }

  deinit {
    xmlFreeDoc(document)
    xmlDictFree(dictionary)
  }

  /// A validator that is led to the same place; nil where it judges otherwise than the one before it.
  func validator() -> StreamValidator? {
    guard let validator = try? StreamValidator(schema: schema) else { return nil }
    var node = xmlDocGetRootElement(document)
    for runs in passed {
      guard let open = node, validator.replayStart(of: open), runs.allSatisfy(validator.replay) else {
        validator.abandon()
        return nil
      }
      node = xmlLastElementChild(open)
    }
    return validator
  }

  /// A document of its own for one record, and the element into which the record belongs.
  func surroundings(names: xmlDictPtr) -> (document: xmlDocPtr, parent: xmlNodePtr)? {
    guard let root = xmlDocGetRootElement(document), let fresh = xmlNewDoc("1.0") else { return nil }
    fresh.pointee.dict = names
    xmlDictReference(names)
    guard var parent = xmlDocCopyNode(root, fresh, 1) else {
      xmlFreeDoc(fresh)
      return nil
    }
    xmlDocSetRootElement(fresh, parent)
    for _ in 1..<level {
      guard let inner = xmlLastElementChild(parent) else {
        xmlFreeDoc(fresh)
        return nil
      }
      parent = inner
    }
    return (fresh, parent)
  }

  /// Tags that bring a parser to the same names and namespaces.
  private static func tags(of document: xmlDocPtr, level: Int) -> (start: [UInt8], end: [UInt8])? {
    var (start, end): ([UInt8], [UInt8]) = ([], [])
    var node = xmlDocGetRootElement(document)
    for _ in 0..<level {
      guard let element = node else { return nil }
      let name =
        (element.pointee.ns?.pointee.prefix.map { String(cString: $0) + ":" } ?? "")
        + String(cString: element.pointee.name)
      start += "<\(name)".utf8
      var declaration = element.pointee.nsDef
      while let current = declaration {
        let prefix = current.pointee.prefix.map { ":" + String(cString: $0) } ?? ""
        guard let value = xmlEncodeSpecialChars(document, current.pointee.href) else { return nil }
        start += " xmlns\(prefix)=\"\(String(cString: value))\"".utf8
        kontor_xmlFree(value)
        declaration = current.pointee.next
      }
      start += ">".utf8
      end = Array("</\(name)>".utf8) + end
      node = xmlLastElementChild(element)
    }
    return (start, end)
  }
}
