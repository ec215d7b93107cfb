import CLibXML2
import Foundation

/// Where instructions write: the result tree, or the text of a fragment.
///
/// The tree is made as libxslt makes it, node by node, with the namespaces declared where it would declare them. Text is
/// gathered until something else comes, since neighbouring texts become one node.
struct Output {
  /// The element or document that is written into; nil while the text of a fragment is gathered.
  private(set) var target: xmlNodePtr?
  private(set) var result: xmlDocPtr?
  /// In a fragment: an element is open at the place, and it has no content yet.
  private var fragmentHasElement = false
  private var fragmentIsFresh = false

  private let buffer: UnsafeMutablePointer<UInt8>
  /// Where the text that waits begins in the buffer, and where it ends.
  private var start = 0
  private var end = 0
  /// The text that waits, where it is one piece that stays where it is.
  private var piece: Bytes?
  private var pieceIsLiteral = false

  /// Text of one element, and of fragments within fragments. More is left to libxslt.
  static let capacity = 8 << 20

  init() {
    buffer = .allocate(capacity: Self.capacity)
  }

  func deallocate() { buffer.deallocate() }

  mutating func begin(_ result: xmlDocPtr) {
    self.result = result
    target = UnsafeMutableRawPointer(result).assumingMemoryBound(to: xmlNode.self)
    (start, end, piece) = (0, 0, nil)
  }

  // MARK: - Text

  /// Text of the stylesheet, which the dictionary of the result knows.
  mutating func literal(_ text: Bytes) throws(GiveUp) {
    if target != nil, piece == nil, start == end {
      piece = text
      pieceIsLiteral = true
    } else {
      try add(text)
    }
  }

  mutating func text(_ text: Bytes, _ scratch: Scratch) throws(GiveUp) {
    guard text.count > 0 else { return }
    if target != nil, piece == nil, start == end, !scratch.holds(text) {
      piece = text
      pieceIsLiteral = false
    } else {
      try add(text)
    }
  }

  private mutating func add(_ text: Bytes) throws(GiveUp) {
    if let first = piece {
      piece = nil
      try copy(first)
    }
    try copy(text)
    fragmentIsFresh = false
  }

  private mutating func copy(_ text: Bytes) throws(GiveUp) {
    guard end + text.count < Self.capacity else { throw GiveUp() }
    memcpy(buffer + end, text.start, text.count)
    end += text.count
  }

  /// Makes a node of the text that waits.
  mutating func flush() throws(GiveUp) {
    guard let target else { return }
    if let text = piece {
      piece = nil
      if pieceIsLiteral {
        guard let node = xmlNewTextLen(nil, 0) else { throw GiveUp() }
        node.pointee.content = UnsafeMutablePointer(mutating: text.start)
        append(node, to: target)
      } else {
        guard let node = xmlNewTextLen(text.start, CInt(text.count)) else { throw GiveUp() }
        append(node, to: target)
      }
    } else if end > start {
      guard let node = xmlNewTextLen(buffer + start, CInt(end - start)) else { throw GiveUp() }
      end = start
      append(node, to: target)
    }
  }

  private func append(_ node: xmlNodePtr, to target: xmlNodePtr) {
    node.pointee.doc = result
    node.pointee.parent = target
    if let last = target.pointee.last {
      last.pointee.next = node
      node.pointee.prev = last
    } else {
      target.pointee.children = node
    }
    target.pointee.last = node
  }

  // MARK: - Fragments

  /// What was written into before a fragment.
  struct Outer {
    var target: xmlNodePtr?
    var start: Int
    var piece: Bytes?
    var pieceIsLiteral: Bool
    var fragmentHasElement: Bool
    var fragmentIsFresh: Bool
  }

  /// Begins to gather the text of a fragment.
  ///
  /// - Parameter inElement: attributes find an element there, as those of an `xsl:attribute` do in libxslt.
  mutating func beginFragment(inElement: Bool) -> Outer {
    let outer = Outer(
      target: target, start: start, piece: piece, pieceIsLiteral: pieceIsLiteral,
      fragmentHasElement: fragmentHasElement, fragmentIsFresh: fragmentIsFresh)
    (target, start, piece) = (nil, end, nil)
    (fragmentHasElement, fragmentIsFresh) = (inElement, inElement)
    return outer
  }

  /// The text of the fragment, good until something is written.
  mutating func endFragment(_ outer: Outer) -> Bytes {
    let text = Bytes(UnsafePointer(buffer + start), end - start)
    end = start
    (target, start, piece, pieceIsLiteral) = (outer.target, outer.start, outer.piece, outer.pieceIsLiteral)
    (fragmentHasElement, fragmentIsFresh) = (outer.fragmentHasElement, outer.fragmentIsFresh)
    return text
  }

  // MARK: - Elements

  /// Adds a literal result element. Returns what to hand to ``close(_:)``.
  mutating func open(_ form: UnsafePointer<ElementForm>, _ tables: Program.Tables) throws(GiveUp) -> Outer {
    let (outer, made) = try open(form.pointee.name)
    guard let element = made else { return outer }
    element.pointee.line = form.pointee.line
    for index in form.pointee.own.range { declare(tables.declarations[index], on: element) }
    try Namespaces.set(form.pointee.namespaceName, form.pointee.prefix, on: element)
    if form.pointee.inherited.count > 0 {
      for index in form.pointee.inherited.range { declare(tables.declarations[index], on: element) }
      if let namespace = element.pointee.ns {
        element.pointee.ns = try Namespaces.find(namespace.pointee.href, namespace.pointee.prefix, for: element)
      }
    }
    return outer
  }

  /// Adds an element with a name of the dictionary, in the namespace that the form names.
  mutating func open(named name: UnsafePointer<xmlChar>, _ form: UnsafePointer<ElementForm>) throws(GiveUp) -> Outer {
    let (outer, made) = try open(name)
    guard let element = made else { return outer }
    try Namespaces.set(form.pointee.namespaceName, nil, on: element)
    return outer
  }

  private mutating func open(_ name: UnsafePointer<xmlChar>) throws(GiveUp) -> (Outer, xmlNodePtr?) {
    try flush()
    let outer = Outer(
      target: target, start: start, piece: nil, pieceIsLiteral: false, fragmentHasElement: fragmentHasElement,
      fragmentIsFresh: false)
    guard let target else {
      (fragmentHasElement, fragmentIsFresh) = (true, true)
      return (outer, nil)
    }
    guard let element = xmlNewDocNodeEatName(result, nil, UnsafeMutablePointer(mutating: name), nil) else {
      throw GiveUp()
    }
    append(element, to: target)
    self.target = element
    return (outer, element)
  }

  mutating func close(_ outer: Outer) throws(GiveUp) {
    try flush()
    target = outer.target
    (fragmentHasElement, fragmentIsFresh) = (outer.fragmentHasElement, false)
  }

  private func declare(_ declaration: Declaration, on element: xmlNodePtr) {
    let found = xmlSearchNs(result, element, declaration.prefix)
    if let found, xmlStrEqual(found.pointee.href, declaration.namespaceName) == 1 { return }
    xmlNewNs(element, declaration.namespaceName, declaration.prefix)
  }

  mutating func comment(_ text: Bytes) throws(GiveUp) {
    // libxslt makes an error of these.
    guard text.offset(of: Bytes(static: "--")) == nil, text.count == 0 || text[text.count - 1] != UInt8(ascii: "-")
    else {
      throw GiveUp()
    }
    try flush()
    guard let target else {
      fragmentIsFresh = false
      return
    }
    guard let node = xmlNewDocComment(result, nil) else { throw GiveUp() }
    node.pointee.content = xmlStrndup(text.start, CInt(text.count))
    append(node, to: target)
  }

  // MARK: - Attributes

  /// An attribute can be added at all; where not, libxslt passes over it.
  var takesAttributes: Bool { target.map { $0.pointee.type == XML_ELEMENT_NODE } ?? fragmentHasElement }

  /// The element has no content yet.
  var isFresh: Bool {
    target.map { $0.pointee.children == nil && piece == nil && start == end } ?? fragmentIsFresh
  }

  /// Adds an attribute of a literal result element.
  mutating func attribute(_ form: UnsafePointer<AttributeForm>, _ value: Bytes) throws(GiveUp) {
    guard let target else { return }
    var namespace: xmlNsPtr?
    if let name = form.pointee.namespaceName {
      namespace = try Namespaces.find(name, form.pointee.prefix, for: target)
      guard namespace != nil else { throw GiveUp() }
    }
    guard let attribute = xmlNewDocProp(result, form.pointee.name, nil), let text = xmlNewTextLen(nil, 0) else {
      throw GiveUp()
    }
    attribute.pointee.ns = namespace
    attribute.pointee.parent = target
    if var last = target.pointee.properties {
      while let next = last.pointee.next { last = next }
      last.pointee.next = attribute
      attribute.pointee.prev = last
    } else {
      target.pointee.properties = attribute
    }
    text.pointee.content = xmlStrndup(value.start, CInt(value.count))
    text.pointee.doc = result
    text.pointee.parent = UnsafeMutableRawPointer(attribute).assumingMemoryBound(to: xmlNode.self)
    attribute.pointee.children = text
    attribute.pointee.last = text
  }

  /// Sets an attribute in no namespace; the value ends with a zero.
  mutating func set(attribute name: UnsafePointer<xmlChar>, to value: Bytes) throws(GiveUp) {
    guard let target else { return }
    guard xmlSetNsProp(target, nil, name, value.start) != nil else { throw GiveUp() }
  }

  /// A text as the result's dictionary keeps it.
  func intern(_ text: Bytes) -> UnsafePointer<xmlChar>? {
    xmlDictLookup(result?.pointee.dict, text.start, CInt(text.count))
  }
}

extension Bytes {
  init(static text: StaticString) { self.init(text.utf8Start, text.utf8CodeUnitCount) }
}
