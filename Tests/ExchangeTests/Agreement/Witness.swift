import Exchange

/// Knows what Kontor cannot know: whether a user or an import made a value what it is.
///
/// An edit is *seen* when a file that is not overtaken shows it. It is *disguised* when it says what a document says of
/// which no file shows that it was imported: nobody can tell it from that import. It is *hidden* when it sets a field
/// back, before the next export, to what the system said before an import.
struct Witness {
  var newest: [String: RecordVersion] = [:]
  private var versions: [String: Set<Int64>] = [:]
  private var shown: [String: [FieldName: TradingSystem.Content]] = [:]
  private var unshown: [String: [TradingSystem.Document]] = [:]
  /// The last edit of each field that was seen, by system.
  private(set) var lastEdit: [String: [FieldName: String]] = [:]
  private(set) var disguised: Set<FieldName> = []
  private(set) var hidden: Set<FieldName> = []

  /// Nobody could have known better: one field's disguise is taken for the proof that a whole document was imported.
  var excuses: Bool { !disguised.isEmpty || !hidden.isEmpty }

  mutating func send(_ document: TradingSystem.Document, to name: String) {
    unshown[name, default: []].append(document)
  }

  /// A confirmed document counts as shown.
  mutating func confirm(_ number: Int64, by name: String) {
    for document in unshown[name, default: []] where document.number <= number {
      for (field, value) in document.values {
        shown[name]?[field] = TradingSystem.Content(value: value, origin: .document(document.number))
      }
    }
    unshown[name]?.removeAll { $0.number <= number }
  }

  /// Answers whether it is a file of a version that was seen already.
  mutating func see(_ file: TradingSystem.Export) -> Bool {
    let isRepeated = !versions[file.system, default: []].insert(file.number).inserted
    if let known = newest[file.system], !known.isOlder(than: file.version) { return isRepeated }
    newest[file.system] = file.version
    let before = shown[file.system] ?? [:]
    for (field, content) in file.contents where before[field] != content {
      if case .document = content.origin { continue }
      lastEdit[file.system, default: [:]][field] = content.value
      if content.origin == .start { continue }
      if before[field]?.value == content.value { hidden.insert(field) }
      if unshown[file.system, default: []].contains(where: { $0.values[field] == content.value }) {
        disguised.insert(field)
      }
    }
    // Of several documents with the value that it shows, only the first is certain.
    let proved = file.contents.compactMap { field, content -> Int64? in
      guard case .document = content.origin, before[field]?.value != content.value else { return nil }
      return unshown[file.system]?.first { $0.values[field] == content.value }?.number
    }
    if let last = proved.max() { unshown[file.system]?.removeAll { $0.number <= last } }
    shown[file.system] = file.contents
    return isRepeated
  }
}
