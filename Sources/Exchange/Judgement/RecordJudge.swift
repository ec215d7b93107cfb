package import XMLEngine

/// Judges a record by itself: schema, canonical form and codes, code lists, in this order. What the ledger knows plays no part.
///
/// Records of one sender are judged one by one and independently; nothing here is written anywhere.
package final class RecordJudge {
  package enum Depth: Sendable {
    /// Only what XML Schema says, as any validating parser would.
    case schemaOnly
    /// Code lists as well, which the schema cannot express.
    case whole
  }

  let sender: System
  let format: CompiledFormat
  let catalogue: FormatCatalogue

  package init(sender: System, format: CompiledFormat, catalogue: FormatCatalogue) {
    self.sender = sender
    self.format = format
    self.catalogue = catalogue
  }

  /// - Parameter isErased: values in it were written over since, so that schema and lists have nothing to say of it.
  package func judge(
    _ record: Record, depth: Depth, context: MappingContext, isErased: Bool = false
  ) throws(XMLEngineError) -> Judgement {
    let issues = isErased ? [] : record.diagnostics.map(Issue.init)
    guard let entityName = record.entity, let entity = Entity(rawValue: entityName), let root = record.root,
      let document = record.document
    else {
      return Judgement(entity: record.element, key: nil, verdict: .rejected, issues: issues)
    }
    guard record.isValid || isErased, depth != .schemaOnly else {
      let key = format.format.isCanonical ? Self.key(of: entity, in: root) : nil
      return Judgement(
        entity: entity.rawValue, key: key, verdict: record.isValid ? .accepted : .rejected, issues: issues)
    }
    let canonical: [CanonicalRecord]
    var notes: [String] = []
    switch try canonicalRecords(of: record, entity, root, document, context, &notes) {
    case .success(let records): canonical = records
    case .failure(let fault):
      return Judgement(entity: entity.rawValue, key: nil, verdict: .rejected, issues: issues + fault.issues)
    }
    var judgement = Judgement(
      entity: entity.rawValue, key: canonical.first { $0.entity == entity }?.key ?? canonical.first?.key,
      verdict: .accepted, issues: issues, canonical: canonical)
    let told = notes.prefix(sender.limits.errorsPerRecord)
    judgement.issues += told.map { .mappingTells($0, format.readStylesheet(for: entity)?.path, at: record) }
    if isErased { return judgement }
    if canonical.isEmpty {
      judgement.verdict = .ignored
      judgement.issues.append(
        Issue(
          .nothingInIt, .information, phase: .mapping, at: record.start, path: record.path,
          "The mapping found nothing in it that is exchanged."))
      return judgement
    }
    for one in canonical { check(one, of: record, &judgement) }
    if judgement.issues.contains(where: { $0.severity == .error }) {
      judgement.verdict = .rejected
      judgement.canonical = []
    }
    return judgement
  }

  // MARK: - Canonical form

  /// Why a record did not become canonical.
  struct Fault: Error {
    let issues: [Issue]
  }

  private func canonicalRecords(
    of record: Record, _ entity: Entity, _ root: XMLElement, _ document: XMLDocument, _ context: MappingContext,
    _ notes: inout [String]
  ) throws(XMLEngineError) -> Result<[CanonicalRecord], Fault> {
    guard let stylesheet = format.readStylesheet(for: entity) else {
      if let fault = try translate(record, root, document) { return .failure(fault) }
      return keyed([(root, document)], at: record)
    }
    let result: XMLDocument
    do {
      result = try stylesheet.apply(
        to: document, parameters: context.parameters(of: format.format, document: ""),
        telling: { notes.append($0) })
    } catch {
      guard error.code == .transformation else { throw error }
      return .failure(Fault(issues: [.mappingFailed(error, at: record)]))
    }
    guard let outcome = result.root else {
      return .failure(Fault(issues: [Self.notCanonical("The mapping \(stylesheet.path) made nothing of it.", record)]))
    }
    let carried: [Int: XMLDocument]
    switch try takeCarried(from: outcome, of: record) {
    case .success(let found): carried = found
    case .failure(let fault): return .failure(fault)
    }
    let codes = try CodeTranslator(format: format.format, direction: .toCanonical)
      .translate(outcome, path: record.path, most: sender.limits.errorsPerRecord) { record.place(of: $0) }
    guard codes.issues.isEmpty else { return .failure(Fault(issues: codes.issues)) }
    let violations = try catalogue.canonicalSchema.validate(result)
    guard violations.isEmpty else {
      return .failure(
        Fault(issues: violations.map { .passedOn($0, in: record) ?? .mappingInvalid($0, stylesheet.path, at: record) }))
    }
    if outcome.name == "Records" {
      var parts: [(XMLElement, XMLDocument)] = []
      for child in outcome.children {
        let part = try result.extracting(child)
        if let root = part.root { parts.append((root, part)) }
      }
      return keyed(parts, carried, at: record)
    }
    return keyed([(outcome, result)], at: record)
  }

  private func keyed(
    _ parts: [(XMLElement, XMLDocument)], _ carried: [Int: XMLDocument] = [:], at record: Record
  ) -> Result<[CanonicalRecord], Fault> {
    var records: [CanonicalRecord] = []
    for (place, (root, document)) in parts.enumerated() {
      guard root.namespace == Format.canonicalNamespace, let entity = Entity(rawValue: root.name) else {
        return .failure(
          Fault(issues: [
            Self.notCanonical("\(root.name) is not a record of the canonical vocabulary.", record)
          ]))
      }
      guard let key = Self.key(of: entity, in: root) else {
        return .failure(
          Fault(issues: [
            Issue(
              .keyMissing, phase: .schema, at: record.start, path: record.path,
              expected: entity.keyPaths.joined(separator: " or "), "This \(entity.rawValue) has no key.")
          ]))
      }
      records.append(CanonicalRecord(entity: entity, key: key, root: root, document: document, carried: carried[place]))
    }
    return .success(records)
  }

  private static func key(of entity: Entity, in root: XMLElement) -> String? {
    for path in entity.keyPaths {
      if let key = root.token(at: path), !key.isEmpty { return key }
    }
    return nil
  }

  // MARK: - Codes

  private func check(_ canonical: CanonicalRecord, of record: Record, _ judgement: inout Judgement) {
    judgement.issues += CodeListCheck.issues(
      in: canonical.root, path: record.path, most: sender.limits.errorsPerRecord
    ) { record.place(of: $0) }
    guard let written = canonical.root.token(at: "Stage") else { return }
    let stages = Stage.allCases.filter { $0.entity == .customer }
    if Stage(rawValue: written).map(stages.contains) == true { return }
    judgement.issues.append(
      Issue(
        .codeUnknown, phase: .codeList, at: record.start, path: record.path, value: written,
        expected: ConfigurationReader.either(stages.map(\.rawValue)),
        "“\(Diagnostic.cut(written))” is no stage of a customer, so nobody can tell who may be sent this one."))
  }

  // MARK: - Issues

  private static func notCanonical(_ reason: String, _ record: Record) -> Issue {
    Issue(.notCanonical, phase: .mapping, at: record.start, path: record.path, reason)
  }
}

extension Issue {
  /// A stylesheet that stops says why in its own words; they are written for the clerk.
  static func mappingFailed(_ error: XMLEngineError, at record: Record? = nil) -> Issue {
    Issue(
      .mappingFailed, phase: .mapping, at: record?.start, path: record?.path,
      "The mapping \(fileName(error.subject))\(refusesThisRecord)\(error.message)")
  }

  /// What stands between the name of a stylesheet and its own words.
  static let refusesThisRecord = " refuses this record: "

  /// What a stylesheet says and goes on, such as that it leaves something out.
  static func mappingTells(_ words: String, _ mapping: String?, at record: Record) -> Issue {
    Issue(
      .mappingNote, .warning, phase: .mapping, at: record.start, path: record.path,
      "The mapping \(mapping.map(fileName) ?? "")\(saysOfThisRecord)\(words)")
  }

  static let saysOfThisRecord = " says of this record: "

  /// What a stylesheet said and went on, without the name of its file; nil of any other issue.
  var wordsOfMapping: String? {
    guard code == IssueCode.mappingNote.rawValue, let words = message.firstRange(of: Self.saysOfThisRecord) else {
      return nil
    }
    return String(message[words.upperBound...])
  }

  /// A value that is wrong in the file itself, and that a mapping only passed on: nil where it does not stand there, or
  /// nobody can tell where.
  static func passedOn(_ violation: Diagnostic, in record: Record) -> Issue? {
    guard violation.code == .valueInvalid, let value = violation.value, !value.isEmpty, let root = record.root,
      let (element, attribute) = record.element(holding: value, named: nil)
    else { return nil }
    var issue = Issue(violation)
    issue.position = record.place(of: element)
    issue.path = record.path + element.path(below: root) + (attribute.map { "/@" + $0 } ?? "")
    let place = attribute.map { "the attribute \($0) of \(element.name)" } ?? element.name
    issue.message = "\(violation.message) It is read from \(place)."
    return issue
  }

  static func mappingInvalid(_ violation: Diagnostic, _ mapping: String, at record: Record? = nil) -> Issue {
    Issue(
      .mappingInvalid, phase: .mapping, at: record?.start, path: record?.path, value: violation.value,
      expected: violation.expected,
      "The mapping \(fileName(mapping)) made a document that its own schema refuses: \(violation.message) "
        + "This is a fault of the mapping, not of the file; nothing was sent.")
  }

  private static func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
