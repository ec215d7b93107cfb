import XMLEngine

extension RecordJudge {
  /// Translates the codes of a record that is canonical but for them. It stays the document that was read, whose
  /// elements have their places in the file; nobody else reads it.
  func translate(_ record: Record, _ root: XMLElement, _ document: XMLDocument) throws(XMLEngineError) -> Fault? {
    let codes = try CodeTranslator(format: format.format, direction: .toCanonical)
      .translate(root, path: record.path, most: sender.limits.errorsPerRecord) { record.place(of: $0) }
    guard codes.issues.isEmpty else { return Fault(issues: codes.issues) }
    guard codes.isChanged else { return nil }
    let violations = try catalogue.canonicalSchema.validate(try document.extracting(root))
    guard !violations.isEmpty else { return nil }
    return Fault(issues: violations.map { Self.codesInvalid($0, format.format.name, record) })
  }

  private static func codesInvalid(_ violation: Diagnostic, _ format: String, _ record: Record) -> Issue {
    Issue(
      .mappingInvalid, phase: .mapping, at: record.start, path: record.path, value: violation.value,
      expected: violation.expected,
      "The codes of the format \(format) made a record that the canonical schema refuses: \(violation.message) "
        + "This is a fault of the configuration, not of the file; nothing was sent.")
  }
}
