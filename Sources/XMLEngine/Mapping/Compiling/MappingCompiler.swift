import CLibXML2
import CLibXSLT

/// Compiles a stylesheet that libxslt found no fault with into a ``Program``, if it keeps to what is certain to come out
/// the same.
final class MappingCompiler: XPathSurroundings {
  /// Where a stylesheet leaves what is compiled.
  struct Stop: Error {
    let file: String
    let line: Int
    let construct: String
  }

  /// What stands in the scope of an instruction.
  struct Local {
    let name: String
    let place: Int32
  }

  var draft = ProgramDraft()
  let dictionary: xmlDictPtr
  var names: [String: Int32] = [:]
  /// The walk begins in mode 0, which is none.
  var modes: [String: Int32] = ["": 0]
  /// Named templates and the winners among global variables.
  var templateNumbers: [String: Int32] = [:]
  var globalNumbers: [String: Int32] = [:]
  /// Local variables that can be seen, the latest last.
  var locals: [Local] = []
  var frame: Int32 = 0
  /// Where the compiler stands.
  var element: xmlNodePtr?
  var file: StylesheetModule.File?
  /// While a global variable is compiled. libxslt works those with content out wherever it first needs them, and their
  /// current node is whatever it is there.
  var isGlobal = false
  /// While the `select` of a template's parameter is compiled. libxslt may then not know the instruction that it is at,
  /// without which it formats no number.
  var isParameter = false
  private var globalsWithContent: Set<String> = []

  /// - Parameters:
  ///   - style: what libxslt made of the same bytes.
  ///   - part: the bytes of an imported or included part, by its location.
  static func compile(
    _ bytes: [UInt8], path: String, style: xsltStylesheetPtr, part: (String) -> [UInt8]?
  ) throws(Stop) -> Program {
    guard let dictionary = xmlDictCreate() else {
      throw Stop(file: path, line: 0, construct: "there is not enough memory")
    }
    let compiler = MappingCompiler(dictionary)
    do {
      let module = try StylesheetModule(bytes, path: path, part: part)
      try compiler.compile(module.byPrecedence)
    } catch {
      xmlDictFree(dictionary)
      throw error
    }
    let output = OutputForm(style)
    return Program(
      compiler.draft, dictionary: dictionary, encoding: output.encoding.map { compiler.intern(Array($0.utf8)).start },
      methodIsOpen: output.method == nil)
  }

  private init(_ dictionary: xmlDictPtr) {
    self.dictionary = dictionary
  }

  // MARK: - Top level

  private struct TemplateSource {
    let item: StylesheetModule.Item
    let rank: Int
    let position: Int
    let number: Int32
  }

  private func compile(_ modules: [StylesheetModule]) throws(Stop) {
    var templates: [TemplateSource] = []
    var globals: [StylesheetModule.Item] = []
    for (rank, module) in modules.enumerated() {
      for (position, item) in module.items.enumerated() {
        let element = item.element
        try at(element, item.file) { () throws(Outside) in
          guard element.isInXSLT else { throw Outside("a top-level element that is not XSLT's") }
          switch element.localName {
          case "template":
            let number = Int32(templates.count)
            templates.append(TemplateSource(item: item, rank: rank, position: position, number: number))
            if let name = try plainName(element, "name"), templateNumbers[name] == nil {
              templateNumbers[name] = number
            }
          case "variable", "param":
            guard let name = try plainName(element, "name") else { throw Outside("a variable without a name") }
            let isParameter = element.localName == "param"
            if !isParameter, rank > 0 { draft.fixedNames.insert(name) }
            guard globalNumbers[name] == nil else { return }
            globalNumbers[name] = Int32(globals.count)
            if element.pointee.children != nil { globalsWithContent.insert(name) }
            globals.append(item)
            draft.globals.append(Global(expression: -1, isParameter: isParameter))
            if isParameter { draft.parameterNames[name] = Int(globals.count - 1) }
          case "output": try check(output: element)
          default: throw Outside("xsl:\(element.localName)")
          }
        }
      }
    }
    for name in draft.parameterNames.keys { draft.fixedNames.remove(name) }
    draft.templates = templates.map { _ in Template() }
    for (index, item) in globals.enumerated() {
      try at(item.element, item.file) { () throws(Outside) in try compile(global: index, item.element) }
    }
    var rules: [(TemplateSource, mode: Int32, priority: Float, rule: Rule)] = []
    for source in templates {
      try at(source.item.element, source.item.file) { () throws(Outside) in
        for (mode, priority, rule) in try self.rules(of: source.item.element, template: source.number) {
          rules.append((source, mode, priority, rule))
        }
        try compile(template: source.number, source.item.element)
      }
    }
    // The first rule that matches is the one: by import precedence, priority, and the last in the stylesheet.
    rules.sort {
      ($0.0.rank, -$0.priority, -$0.0.position) < ($1.0.rank, -$1.priority, -$1.0.position)
    }
    for mode in 0..<Int32(modes.count) {
      let start = draft.rules.count
      draft.rules += rules.filter { $0.mode == mode }.map(\.rule)
      draft.modeRules.append(Span(start: Int32(start), count: Int32(draft.rules.count - start)))
    }
  }

  /// Runs `body` for an element; what it finds outside of the subset is told with the place.
  private func at(
    _ element: xmlNodePtr, _ file: StylesheetModule.File, _ body: () throws(Outside) -> Void
  ) throws(Stop) {
    self.element = element
    self.file = file
    do {
      try body()
    } catch {
      throw Stop(file: file.path, line: xmlGetLineNo(self.element), construct: error.construct)
    }
  }

  private func check(output: xmlNodePtr) throws(Outside) {
    for attribute in output.attributeNodes {
      let name = String(cString: attribute.pointee.name)
      switch name {
      case "method":
        guard output.value(of: name) == "xml" else { throw Outside("an output method other than xml") }
      case "encoding", "indent", "omit-xml-declaration", "standalone", "media-type": break
      default: throw Outside("\(name) in xsl:output")
      }
    }
  }

  private func compile(global index: Int, _ element: xmlNodePtr) throws(Outside) {
    isGlobal = true
    defer { isGlobal = false }
    locals = []
    frame = 0
    draft.globals[index].expression = try content(of: element, for: .variable)
    draft.globals[index].frame = frame
  }

  private func compile(template number: Int32, _ element: xmlNodePtr) throws(Outside) {
    locals = []
    frame = 0
    var parameters: [Argument] = []
    var rest: [xmlNodePtr] = []
    for child in try contentNodes(of: element) {
      guard child.isXSLT("param") else {
        rest.append(child)
        continue
      }
      self.element = child
      guard rest.isEmpty else { throw Outside("an xsl:param behind other content") }
      guard let name = try plainName(child, "name") else { throw Outside("an xsl:param without a name") }
      isParameter = child.value(of: "select") != nil
      let expression = try content(of: child, for: .variable)
      isParameter = false
      parameters.append(Argument(name: self.number(of: name), expression: expression, place: try declare(name)))
    }
    let span = Span(start: Int32(draft.parameters.count), count: Int32(parameters.count))
    draft.parameters += parameters
    let body = try self.body(rest, isOutermost: true)
    draft.templates[Int(number)] = Template(parameters: span, body: body, frame: frame)
  }

  // MARK: - Names

  /// An attribute that holds a name without a prefix.
  func plainName(_ element: xmlNodePtr, _ attribute: String) throws(Outside) -> String? {
    guard let written = element.value(of: attribute) else { return nil }
    guard xmlValidateNCName(written, 0) == 0 else { throw Outside("the name “\(Diagnostic.cut(written))”") }
    return written
  }

  func number(of name: String) -> Int32 {
    if let known = names[name] { return known }
    names[name] = Int32(names.count)
    return Int32(names.count - 1)
  }

  func mode(_ name: String) -> Int32 {
    if let known = modes[name] { return known }
    modes[name] = Int32(modes.count)
    return Int32(modes.count - 1)
  }

  /// Makes a local variable seen, and gives it its place.
  func declare(_ name: String) throws(Outside) -> Int32 {
    guard !locals.contains(where: { $0.name == name }) else { throw Outside("a second variable $\(name)") }
    locals.append(Local(name: name, place: frame))
    frame += 1
    return frame - 1
  }

  // MARK: - XPathSurroundings

  func namespace(of prefix: String) throws(Outside) -> String {
    guard let element, let found = xmlSearchNs(element.pointee.doc, element, prefix), let name = found.pointee.href
    else { throw Outside("the prefix \(prefix)") }
    return String(cString: name)
  }

  func variable(_ name: String) throws(Outside) -> Expression {
    if let local = locals.last(where: { $0.name == name }) { return Expression(operation: .local, first: local.place) }
    guard let global = globalNumbers[name] else { throw Outside("$\(name), which is declared nowhere") }
    if isGlobal, globalsWithContent.contains(name) {
      throw Outside("a global variable that uses $\(name), which has content")
    }
    return Expression(operation: .global, first: global)
  }

  func intern(_ bytes: [UInt8]) -> Bytes {
    guard !bytes.isEmpty, let text = xmlDictLookup(dictionary, bytes, CInt(bytes.count)) else { return .empty }
    return Bytes(text, bytes.count)
  }

  func namespaceNumber(_ name: String) -> Int32 {
    if let known = draft.namespaces.firstIndex(of: name) { return Int32(known) }
    draft.namespaces.append(name)
    return Int32(draft.namespaces.count - 1)
  }
}
