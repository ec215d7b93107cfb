extension FieldState {
  func write(to writer: inout StoredWriter, _ lists: StoredLists) {
    writer.object { writer in
      if let agreed {
        writer.name("a")
        writer.string(agreed)
      }
      writer.write("b", base, unless: agreed)
      if let conflict {
        writer.name("c")
        conflict.write(to: &writer, lists)
      }
      if !sides.isEmpty {
        writer.name("s")
        writer.object { writer in
          for (system, side) in sides.sorted(by: { $0.key < $1.key }) {
            writer.name(system)
            side.write(to: &writer, lists, agreed: agreed)
          }
        }
      }
      lists.write("v", agreedVersion, to: &writer)
      if let agreedBy {
        writer.name("w")
        writer.string(agreedBy)
      }
    }
  }

  /// What holds stands first, so that it is known when what is the same follows.
  init(_ reader: inout StoredReader, _ lists: StoredLists) throws(UnreadableFields) {
    var state = FieldState()
    var base: String??
    try reader.object { (reader, name) throws(UnreadableFields) in
      switch name {
      case "a": state.agreed = try reader.string()
      case "b": base = .some(try reader.optionalString())
      case "c": state.conflict = try Conflict(&reader, lists)
      case "s":
        state.sides.reserveCapacity(2)
        try reader.object { (reader, system) throws(UnreadableFields) in
          state.sides[system] = try Side(&reader, lists, agreed: state.agreed)
        }
      case "v": state.agreedVersion = try reader.element(of: lists.versions)
      case "w": state.agreedBy = try reader.string()
      default: throw UnreadableFields()
      }
    }
    state.base = base ?? state.agreed
    self = state
  }
}

extension FieldState.Side {
  fileprivate func write(to writer: inout StoredWriter, _ lists: StoredLists, agreed: String?) {
    writer.object { writer in
      writer.write("b", believed, unless: agreed)
      if wasReminded {
        writer.name("m")
        writer.integer(1)
      }
      if !sent.isEmpty {
        writer.name("o")
        writer.array { writer in
          for sent in sent {
            writer.integer(sent.first)
            writer.integer(sent.last)
            if sent.value == agreed { writer.integer(0) } else { writer.string(sent.value) }
          }
        }
      }
      lists.write("r", source, to: &writer)
      writer.write("s", said, unless: agreed)
      lists.write("v", version, to: &writer)
    }
  }

  fileprivate init(_ reader: inout StoredReader, _ lists: StoredLists, agreed: String?) throws(UnreadableFields) {
    var side = FieldState.Side()
    side.believed = agreed
    side.said = agreed
    try reader.object { (reader, name) throws(UnreadableFields) in
      switch name {
      case "b": side.believed = try reader.optionalString()
      case "m": side.wasReminded = try reader.integer() == 1
      case "o":
        var numbers: [Int64] = []
        try reader.array { (reader) throws(UnreadableFields) in
          if numbers.count < 2 { return numbers.append(try reader.integer()) }
          var value = agreed
          if !reader.isAtNumber {
            value = try reader.string()
          } else if try reader.integer() != 0 {
            throw UnreadableFields()
          }
          guard let value else { throw UnreadableFields() }
          side.sent.append(FieldState.Sent(value: value, first: numbers[0], last: numbers[1]))
          numbers = []
        }
        guard numbers.isEmpty else { throw UnreadableFields() }
      case "r": side.source = try reader.element(of: lists.records)
      case "s": side.said = try reader.optionalString()
      case "v": side.version = try reader.element(of: lists.versions)
      default: throw UnreadableFields()
      }
    }
    self = side
  }
}

extension FieldState.Conflict {
  fileprivate func write(to writer: inout StoredWriter, _ lists: StoredLists) {
    writer.object { writer in
      lists.write("r", source, to: &writer)
      writer.name("t")
      writer.integer(since.milliseconds)
      writer.name("u")
      writer.string(rule)
      writer.name("v")
      writer.object { writer in
        for (system, value) in values.sorted(by: { $0.key < $1.key }) {
          writer.name(system)
          writer.string(value)
        }
      }
    }
  }

  fileprivate init(_ reader: inout StoredReader, _ lists: StoredLists) throws(UnreadableFields) {
    var values: [String: String] = [:]
    var source: RecordReference?
    var since: Timestamp?
    var rule: String?
    try reader.object { (reader, name) throws(UnreadableFields) in
      switch name {
      case "r": source = try reader.element(of: lists.records)
      case "t": since = Timestamp(milliseconds: try reader.integer())
      case "u": rule = try reader.string()
      case "v":
        try reader.object { (reader, system) throws(UnreadableFields) in values[system] = try reader.string() }
      default: throw UnreadableFields()
      }
    }
    guard let source, let since, let rule else { throw UnreadableFields() }
    self.init(values: values, source: source, since: since, rule: rule)
  }
}

extension StoredWriter {
  /// Writes a value that is not what the reader takes where nothing stands.
  mutating func write(_ name: String, _ value: String?, unless usual: String?) {
    if value == usual { return }
    self.name(name)
    if let value { string(value) } else { null() }
  }
}
