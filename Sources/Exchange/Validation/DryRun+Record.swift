package import XMLEngine

extension DryRun {
  /// What one record comes to, all the way to the documents.
  package struct RecordTrial {
    /// What is wrong with the record; nothing of what is around it.
    package let issues: [Issue]
    package let canonical: [CanonicalRecord]
    /// The documents that it would become, before they are put together.
    package let drafts: [Draft]

    package var errors: [Issue] { issues.filter { $0.severity == .error } }
  }

  /// Tries a record by itself.
  ///
  /// - Parameters:
  ///   - reader: what read it.
  ///   - customers: those whom the file told of ahead of it. What the record tells of customers is added.
  ///   - trying: another value of a parameter.
  package func trial(
    of record: Record, in reader: RecordReader, customers: inout CustomersRead,
    trying: (parameter: TraceParameter, value: String)? = nil
  ) throws -> RecordTrial {
    var assembly = DryRunAssembly()
    var context = MappingContext(
      interchange: DryRunAssembly.interchange.text, sender: sender.name, controlNumber: { "1" },
      documentID: assembly.documentID)
    context.trying = trying
    var judgement = try judges.judge(in: reader).judge(record, depth: .whole, context: context)
    let canonical = judgement.canonical
    let drafts = try send(&judgement, of: record, mapping: true, context, customers: &customers)
    _ = try assembly.add(drafts, position: record.position, controlNumber: "1")
    return RecordTrial(issues: judgement.issues, canonical: canonical, drafts: drafts)
  }

  /// Tries a file of one record, as ``Record/document`` is one; nil where no record is found in it.
  ///
  /// What is wrong around the record, such as a trailer that is missing, plays no part.
  package func trial(
    of document: XMLDocument, customers: CustomersRead, trying: (parameter: TraceParameter, value: String)? = nil
  ) throws -> RecordTrial? {
    var customers = customers
    let bytes = try document.serialized()
    var offset = 0
    let reader = try formats.reader(for: sender) { buffer throws(XMLEngineError) in
      let count = min(buffer.count, bytes.count - offset)
      bytes[offset..<offset + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
      offset += count
      return count
    }
    guard let record = try reader.next() else { return nil }
    return try trial(of: record, in: reader, customers: &customers, trying: trying)
  }
}
