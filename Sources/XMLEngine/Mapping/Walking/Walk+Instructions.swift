import CLibXML2

extension Walk {
  /// Runs a sequence of instructions. What its variables take is given back at its end.
  mutating func run(_ body: Span, _ place: Place) throws(GiveUp) {
    let mark = scratch.top
    depth += 1
    guard depth < Self.greatestDepth else { throw GiveUp() }
    for index in body.range { try run(instruction: tables.lists[index], place) }
    depth -= 1
    scratch.release(to: mark)
  }

  private mutating func run(instruction number: Int32, _ place: Place) throws(GiveUp) {
    let instruction = tables.instructions + Int(number)
    try count()
    switch instruction.pointee.operation {
    case .text: try output.literal(instruction.pointee.text)
    case .valueOf:
      let mark = scratch.top
      try output.text(try string(instruction.pointee.expression, place), scratch)
      scratch.release(to: mark)
    case .element: try element(instruction, place)
    case .namedElement: try namedElement(instruction, place)
    case .attribute: try attribute(instruction, place)
    case .condition:
      if try isTrue(instruction.pointee.expression, place) { try run(instruction.pointee.body, place) }
    case .choose: try choose(instruction.pointee.body, place)
    case .forEach: try forEach(instruction, place)
    case .call:
      let mark = scratch.top
      let given = try arguments(instruction.pointee.arguments, place)
      try run(template: instruction.pointee.number, place, given: given)
      scratch.release(to: mark)
    case .apply: try apply(instruction, place)
    case .variable:
      values[frame + Int(instruction.pointee.number)] = try evaluate(instruction.pointee.expression, place)
    case .comment:
      let mark = scratch.top
      try output.comment(try string(instruction.pointee.expression, place))
      scratch.release(to: mark)
    case .stop: throw GiveUp()
    }
  }

  private mutating func choose(_ branches: Span, _ place: Place) throws(GiveUp) {
    for index in branches.range {
      let branch = tables.instructions + Int(tables.lists[index])
      let test = branch.pointee.expression
      if test < 0 {
        try run(branch.pointee.body, place)
        return
      }
      if try isTrue(test, place) {
        try run(branch.pointee.body, place)
        return
      }
    }
  }

  private mutating func forEach(_ instruction: UnsafePointer<Instruction>, _ place: Place) throws(GiveUp) {
    let mark = scratch.top
    let nodes = try sorted(try self.nodes(instruction.pointee.expression, place), instruction.pointee.sorts)
    let oldCurrent = current
    for index in 0..<nodes.count {
      current = nodes[index]
      try run(instruction.pointee.body, Place(node: nodes[index], position: index + 1, size: nodes.count))
    }
    current = oldCurrent
    scratch.release(to: mark)
  }

  private mutating func apply(_ instruction: UnsafePointer<Instruction>, _ place: Place) throws(GiveUp) {
    let mark = scratch.top
    var nodes: Nodes
    if instruction.pointee.expression >= 0 {
      nodes = try self.nodes(instruction.pointee.expression, place)
    } else {
      nodes = try children(of: place.node)
    }
    if nodes.count > 0 {
      nodes = try sorted(nodes, instruction.pointee.sorts)
      let given = try arguments(instruction.pointee.arguments, place)
      let (oldCurrent, oldMode) = (current, mode)
      mode = instruction.pointee.number
      for index in 0..<nodes.count {
        current = nodes[index]
        try applyRules(to: Place(node: nodes[index], position: index + 1, size: nodes.count), given: given)
      }
      (current, mode) = (oldCurrent, oldMode)
    }
    scratch.release(to: mark)
  }

  // MARK: - Elements and attributes

  private mutating func element(_ instruction: UnsafePointer<Instruction>, _ place: Place) throws(GiveUp) {
    let form = tables.elements + Int(instruction.pointee.number)
    let outer = try output.open(form, tables)
    for index in form.pointee.attributes.range {
      let attribute = tables.attributes + index
      if attribute.pointee.expression < 0 {
        try output.attribute(attribute, attribute.pointee.text)
      } else {
        let mark = scratch.top
        try output.attribute(attribute, try string(attribute.pointee.expression, place))
        scratch.release(to: mark)
      }
    }
    try run(instruction.pointee.body, place)
    try output.close(outer)
  }

  private mutating func namedElement(_ instruction: UnsafePointer<Instruction>, _ place: Place) throws(GiveUp) {
    let form = tables.elements + Int(instruction.pointee.number)
    let mark = scratch.top
    let name = try evaluate(instruction.pointee.expression, place)
    let outer =
      name.isName
      ? try output.open(named: name.bytes.start, form)
      : try output.open(named: try self.name(of: name), form)
    scratch.release(to: mark)
    try run(instruction.pointee.body, place)
    try output.close(outer)
  }

  /// A name that is not known to be one: whatever is not plainly a name, or has a prefix, is left to libxslt.
  private mutating func name(of value: Value) throws(GiveUp) -> UnsafePointer<xmlChar> {
    let text = try terminated(try string(of: value))
    guard xmlValidateNCName(text.start, 0) == 0, let name = output.intern(text) else { throw GiveUp() }
    return name
  }

  private mutating func attribute(_ instruction: UnsafePointer<Instruction>, _ place: Place) throws(GiveUp) {
    guard output.takesAttributes else { return }
    let mark = scratch.top
    guard output.isFresh else { throw GiveUp() }
    let name = try evaluate(instruction.pointee.expression, place)
    let interned = name.isName ? name.bytes.start : try self.name(of: name)
    guard !(Bytes(interned) == Bytes(static: "xmlns")) else { throw GiveUp() }
    let value = try terminated(try string(instruction.pointee.number, place))
    try output.set(attribute: interned, to: value)
    scratch.release(to: mark)
  }
}
