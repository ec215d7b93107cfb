import CLibXML2

/// A stylesheet as a direct walk over the source tree: tables of plain values that refer to each other by index.
///
/// No value in it is an object, so that running it counts no references. Never changed after it is made, except that
/// libxml2 counts how many documents use its dictionary, under a lock of its own: threads may share it.
final class Program: @unchecked Sendable {
  /// The tables, by pointer, for the walk.
  struct Tables {
    var expressions: UnsafePointer<Expression>
    var steps: UnsafePointer<Step>
    var instructions: UnsafePointer<Instruction>
    var elements: UnsafePointer<ElementForm>
    var attributes: UnsafePointer<AttributeForm>
    var declarations: UnsafePointer<Declaration>
    var arguments: UnsafePointer<Argument>
    var parameters: UnsafePointer<Argument>
    var sorts: UnsafePointer<Sort>
    var templates: UnsafePointer<Template>
    var rules: UnsafePointer<Rule>
    var modes: UnsafePointer<Span>
    var globals: UnsafePointer<Global>
    var lists: UnsafePointer<Int32>
    var globalCount: Int
    var namespaceCount: Int
  }

  let tables: Tables
  /// The dictionary with all names and texts of the stylesheet; those of results are made from it.
  let dictionary: xmlDictPtr
  /// Global parameters that a caller can set, by name.
  let parameters: [String: Int]
  /// Global variables of imported stylesheets. A caller's parameter of such a name is left to libxslt.
  let fixedNames: Set<String>
  /// The encoding that `xsl:output` names, from the dictionary.
  let encoding: UnsafePointer<xmlChar>?
  /// `xsl:output` names no method, so a root element `html` would make it HTML.
  let methodIsOpen: Bool

  private let release: [() -> Void]

  init(_ draft: ProgramDraft, dictionary: xmlDictPtr, encoding: UnsafePointer<xmlChar>?, methodIsOpen: Bool) {
    var release: [() -> Void] = []
    func freeze<Element>(_ array: [Element]) -> UnsafePointer<Element> {
      let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(array.count, 1))
      memory.initialize(from: array, count: array.count)
      release.append { memory.deallocate() }
      return UnsafePointer(memory)
    }
    tables = Tables(
      expressions: freeze(draft.expressions), steps: freeze(draft.steps), instructions: freeze(draft.instructions),
      elements: freeze(draft.elements), attributes: freeze(draft.attributes),
      declarations: freeze(draft.declarations), arguments: freeze(draft.arguments),
      parameters: freeze(draft.parameters), sorts: freeze(draft.sorts), templates: freeze(draft.templates),
      rules: freeze(draft.rules), modes: freeze(draft.modeRules), globals: freeze(draft.globals),
      lists: freeze(draft.lists), globalCount: draft.globals.count, namespaceCount: draft.namespaces.count)
    self.release = release
    self.dictionary = dictionary
    self.encoding = encoding
    self.methodIsOpen = methodIsOpen
    parameters = draft.parameterNames
    fixedNames = draft.fixedNames
  }

  deinit {
    for free in release { free() }
    xmlDictFree(dictionary)
  }
}

/// A part of a table.
struct Span {
  var start: Int32 = 0
  var count: Int32 = 0

  var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
  var isEmpty: Bool { count == 0 }
}

/// One expression; what the operands mean depends on the operation.
struct Expression {
  enum Operation: UInt8 {
    case text, number, fragment, asFragment
    case local, global
    case path, filter, union
    case or, and, equal, unequal, less, lessOrEqual, greater, greaterOrEqual
    case add, subtract, multiply, divide, modulo, negate
    case position, last, count, localName, name, namespaceName, string, concat, startsWith, contains, substringBefore
    case substringAfter, substring, stringLength, normalizeSpace, translate, boolean, not, isTrue, isFalse, toNumber
    case sum, floor, ceiling, round, current, formatNumber, replace
  }

  var operation: Operation
  /// A text that can be the name of an element.
  var isName = false
  /// Operands, or a list of them in the list table.
  var first: Int32 = -1
  var second: Int32 = -1
  /// Operands in the list table, steps in the step table, or instructions in the list table.
  var span = Span()
  var number: Double = 0
  var text = Bytes.empty
}

/// One step of a path.
struct Step: Sendable {
  enum Axis: UInt8 {
    case child, attribute, descendant, descendantOrSelf, parent, ancestor, ancestorOrSelf, itself
    case followingSibling, precedingSibling
  }

  enum Kind: UInt8 {
    case name, anyName, nameInNamespace, text, comment, node
  }

  var axis: Axis
  var kind: Kind
  var name = Bytes.empty
  /// The namespace's name, and its number among all that the stylesheet's paths use; -1 is none.
  var namespaceName = Bytes.empty
  var namespaceNumber: Int32 = -1
  /// Expressions in the list table.
  var predicates = Span()
}

/// One instruction of a template's body.
struct Instruction {
  enum Operation: UInt8 {
    case text, valueOf, element, namedElement, attribute, condition, choose, forEach, call, apply, variable, comment
    case stop
  }

  var operation: Operation
  /// What is selected, tested, or makes the name; -1 where there is none.
  var expression: Int32 = -1
  /// The content: instructions in the list table.
  var body = Span()
  /// A template, an element form, a variable's place, or a mode.
  var number: Int32 = -1
  var arguments = Span()
  var sorts = Span()
  var text = Bytes.empty
}

/// A literal result element, or what `xsl:element` knows of its name beforehand.
struct ElementForm {
  var name: UnsafePointer<xmlChar>
  var line: UInt16
  var prefix: UnsafePointer<xmlChar>?
  /// Nil where it is in no namespace.
  var namespaceName: UnsafePointer<xmlChar>?
  /// Declared by the element itself.
  var own = Span()
  /// Declared around it in the stylesheet, for the outermost elements of a template.
  var inherited = Span()
  var attributes = Span()
}

struct AttributeForm {
  var name: UnsafePointer<xmlChar>
  var prefix: UnsafePointer<xmlChar>?
  var namespaceName: UnsafePointer<xmlChar>?
  /// -1 where the value is always the text.
  var expression: Int32
  var text: Bytes
}

/// A namespace declaration.
struct Declaration {
  var prefix: UnsafePointer<xmlChar>?
  var namespaceName: UnsafePointer<xmlChar>
}

/// An `xsl:with-param`, or an `xsl:param` with its default.
struct Argument {
  /// The name's number.
  var name: Int32
  var expression: Int32
  /// The place of a parameter in its template's frame.
  var place: Int32 = -1
}

struct Sort {
  var expression: Int32
  var isNumber: Bool
  var isDescending: Bool
}

struct Template {
  var parameters = Span()
  var body = Span()
  /// Places for parameters and variables.
  var frame: Int32 = 0
}

/// When a template applies: the last step of its pattern, and the names of the parents.
struct Rule {
  var kind: Kind
  var name = Bytes.empty
  var namespaceName = Bytes.empty
  var namespaceNumber: Int32 = -1
  var template: Int32 = -1

  enum Kind: UInt8 {
    case root, element, anyElement, text, attribute, anyAttribute
  }
}

/// A global variable or parameter.
struct Global {
  var expression: Int32
  var isParameter: Bool
  var frame: Int32 = 0
}

/// A program while it is put together.
struct ProgramDraft {
  var expressions: [Expression] = []
  var steps: [Step] = []
  var instructions: [Instruction] = []
  var elements: [ElementForm] = []
  var attributes: [AttributeForm] = []
  var declarations: [Declaration] = []
  var arguments: [Argument] = []
  var parameters: [Argument] = []
  var sorts: [Sort] = []
  var templates: [Template] = []
  var rules: [Rule] = []
  var modeRules: [Span] = []
  var globals: [Global] = []
  var lists: [Int32] = []
  var namespaces: [String] = []
  var parameterNames: [String: Int] = [:]
  var fixedNames: Set<String> = []

  mutating func list(_ items: [Int32]) -> Span {
    let span = Span(start: Int32(lists.count), count: Int32(items.count))
    lists += items
    return span
  }

  mutating func add(_ expression: Expression) -> Int32 {
    expressions.append(expression)
    return Int32(expressions.count - 1)
  }

  mutating func add(_ instruction: Instruction) -> Int32 {
    instructions.append(instruction)
    return Int32(instructions.count - 1)
  }
}
