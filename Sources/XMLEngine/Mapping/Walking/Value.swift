import CLibXML2

/// What an expression yields. Without references: text and node sets lie in the scratch, the program or the source tree.
struct Value {
  enum Kind: UInt8 {
    case text
    /// A result tree fragment, of which only the text is ever asked for.
    case fragment
    case number
    case boolean
    case nodes
  }

  var kind: Kind
  /// Text that the program keeps and that can be the name of an element.
  var isName = false
  /// No node of the set holds another one.
  var isFlat = false
  /// Bytes, or nodes.
  var count: Int = 0
  var start: UnsafeRawPointer
  var number: Double = 0

  static func text(_ bytes: Bytes) -> Value {
    Value(kind: .text, count: bytes.count, start: UnsafeRawPointer(bytes.start))
  }

  static func fragment(_ bytes: Bytes) -> Value {
    Value(kind: .fragment, count: bytes.count, start: UnsafeRawPointer(bytes.start))
  }

  static func number(_ number: Double) -> Value {
    Value(kind: .number, start: UnsafeRawPointer(Bytes.empty.start), number: number)
  }

  static func boolean(_ isTrue: Bool) -> Value {
    Value(kind: .boolean, start: UnsafeRawPointer(Bytes.empty.start), number: isTrue ? 1 : 0)
  }

  static func nodes(_ nodes: Nodes) -> Value {
    Value(kind: .nodes, isFlat: nodes.isFlat, count: nodes.count, start: UnsafeRawPointer(nodes.start))
  }

  /// Of a text or a fragment.
  var bytes: Bytes { Bytes(start.assumingMemoryBound(to: UInt8.self), count) }

  var isTrue: Bool { number != 0 }

  /// A node set, or what is compared as one.
  var isSet: Bool { kind == .nodes || kind == .fragment }

  /// Of a node set.
  var nodes: Nodes {
    Nodes(
      start: UnsafeMutableRawPointer(mutating: start).assumingMemoryBound(to: xmlNodePtr.self), count: count,
      isFlat: isFlat)
  }
}

/// A node set in document order, in the scratch.
struct Nodes {
  var start: UnsafeMutablePointer<xmlNodePtr>
  var count: Int
  /// No node holds another one.
  var isFlat: Bool

  subscript(index: Int) -> xmlNodePtr { start[index] }
}

/// The direct walk cannot go on, or not with certainty: libxslt takes the document.
struct GiveUp: Error {}
