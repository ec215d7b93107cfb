package import XMLEngine

/// Decides what becomes of a record: schema, canonical form and codes, code lists, agreement, mapping, in this order.
///
/// Records of one sender are judged one by one and independently; nothing here is written anywhere.
package final class RecordJudge {
  /// The second stage, which the schema cannot express.
  package enum Depth: Sendable {
    /// Only what XML Schema says, as any validating parser would.
    case schemaOnly
    /// Everything but the mapping into other systems' formats.
    case withoutMapping
    case whole
  }

  let sender: System
  let format: CompiledFormat
  let catalogue: FormatCatalogue
  private let configuration: Configuration
  private let flows: [Flow]

  package init(sender: System, format: CompiledFormat, catalogue: FormatCatalogue, configuration: Configuration) {
    self.sender = sender
    self.format = format
    self.catalogue = catalogue
    self.configuration = configuration
    flows = configuration.flows(from: sender.name)
  }

  package func judge(_ record: Record, depth: Depth, context: MappingContext) throws(XMLEngineError) -> Judgement {
    let issues = record.diagnostics.map(Issue.init)
    guard let entityName = record.entity, let entity = Entity(rawValue: entityName), let root = record.root,
      let document = record.document
    else {
      return Judgement(entity: record.element, key: nil, verdict: .rejected, issues: issues)
    }
    guard record.isValid, depth != .schemaOnly else {
      let key = format.format.isCanonical ? Self.key(of: entity, in: root) : nil
      return Judgement(
        entity: entity.rawValue, key: key, verdict: record.isValid ? .accepted : .rejected, issues: issues)
    }
    let canonical: [CanonicalRecord]
    switch try canonicalRecords(of: record, entity, root, document, context) {
    case .success(let records): canonical = records
    case .failure(let fault):
      return Judgement(entity: entity.rawValue, key: nil, verdict: .rejected, issues: issues + fault.issues)
    }
    var judgement = Judgement(
      entity: entity.rawValue, key: canonical.first { $0.entity == entity }?.key ?? canonical.first?.key,
      verdict: .ignored, issues: issues)
    for one in canonical { try add(one, of: record, to: &judgement, depth, context) }
    if judgement.issues.contains(where: { $0.severity == .error }) {
      judgement.verdict = .rejected
      judgement.drafts = []
    }
    return judgement
  }

  // MARK: - Canonical form

  struct CanonicalRecord {
    let entity: Entity
    let key: String
    let root: XMLElement
    let document: XMLDocument
  }

  /// Why a record did not become canonical.
  struct Fault: Error {
    let issues: [Issue]
  }

  private func canonicalRecords(
    of record: Record, _ entity: Entity, _ root: XMLElement, _ document: XMLDocument, _ context: MappingContext
  ) throws(XMLEngineError) -> Result<[CanonicalRecord], Fault> {
    guard let stylesheet = format.readStylesheet(for: entity) else {
      if let fault = try translate(record, root, document) { return .failure(fault) }
      return keyed([(root, document)], at: record)
    }
    let result: XMLDocument
    do {
      result = try stylesheet.apply(
        to: document, parameters: context.parameters(format.format.parameters, document: ""))
    } catch {
      guard error.code == .transformation else { throw error }
      return .failure(Fault(issues: [Self.mappingFailed(error, at: record)]))
    }
    guard let outcome = result.root else {
      return .failure(Fault(issues: [Self.notCanonical("The mapping \(stylesheet.path) made nothing of it.", record)]))
    }
    let codes = try CodeTranslator(format: format.format, direction: .toCanonical)
      .translate(outcome, path: record.path, most: sender.limits.errorsPerRecord) { record.place(of: $0) }
    guard codes.issues.isEmpty else { return .failure(Fault(issues: codes.issues)) }
    let violations = try catalogue.canonicalSchema.validate(result)
    guard violations.isEmpty else {
      return .failure(Fault(issues: violations.map { Self.mappingInvalid($0, stylesheet.path, record) }))
    }
    if outcome.name == "Records" {
      var parts: [(XMLElement, XMLDocument)] = []
      for child in outcome.children {
        let part = try result.extracting(child)
        if let root = part.root { parts.append((root, part)) }
      }
      return keyed(parts, at: record)
    }
    return keyed([(outcome, result)], at: record)
  }

  private func keyed(
    _ parts: [(XMLElement, XMLDocument)], at record: Record
  ) -> Result<[CanonicalRecord], Fault> {
    var records: [CanonicalRecord] = []
    for (root, document) in parts {
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
      records.append(CanonicalRecord(entity: entity, key: key, root: root, document: document))
    }
    return .success(records)
  }

  private static func key(of entity: Entity, in root: XMLElement) -> String? {
    for path in entity.keyPaths {
      if let key = root.token(at: path), !key.isEmpty { return key }
    }
    return nil
  }

  // MARK: - Agreement and mapping

  private func add(
    _ canonical: CanonicalRecord, of record: Record, to judgement: inout Judgement, _ depth: Depth,
    _ context: MappingContext
  ) throws(XMLEngineError) {
    judgement.issues += CodeListCheck.issues(
      in: canonical.root, path: record.path, most: sender.limits.errorsPerRecord
    ) { record.place(of: $0) }
    let rules = configuration.rules(for: canonical.entity)
    let written = canonical.root.token(at: "Stage")
    let stage = written.flatMap { name in canonical.entity.stages.first { $0.rawValue == name } }
    if let written, stage == nil {
      judgement.issues.append(
        Issue(
          .codeUnknown, phase: .codeList, at: record.start, path: record.path, value: written,
          expected: ConfigurationReader.either(canonical.entity.stages.map(\.rawValue)),
          "“\(Diagnostic.cut(written))” is no stage of a customer, so nobody can tell who may be sent this one."))
      return
    }
    if let stage, !rules.sends(at: stage) {
      judgement.issues.append(
        Issue(
          .stageNotSent, .information, phase: .delivery, at: record.start, path: record.path, value: stage.rawValue,
          "\(canonical.entity.rawValue) \(canonical.key) stays here: by agreement nobody is sent a \(stage.rawValue)."))
      return
    }
    let targets = flows.filter { $0.carries(canonical.entity) }
    guard !targets.isEmpty else {
      judgement.issues.append(
        Issue(
          .noFlow, .information, phase: .delivery, at: record.start, path: record.path,
          "No flow carries \(canonical.entity.rawValue) records from \(sender.name)."))
      return
    }
    judgement.verdict = .accepted
    for path in rules.refersTo.values {
      if let key = canonical.root.token(at: path.description) { judgement.needs.append(key) }
    }
    guard depth == .whole, !judgement.issues.contains(where: { $0.severity == .error }) else { return }
    for flow in targets {
      guard let system = configuration.system(named: flow.to.value), let target = catalogue[system.format.value] else {
        continue
      }
      try write(canonical, for: system, in: target, of: record, to: &judgement, context)
    }
  }

  private func write(
    _ canonical: CanonicalRecord, for system: System, in target: CompiledFormat, of record: Record,
    to judgement: inout Judgement, _ context: MappingContext
  ) throws(XMLEngineError) {
    let document: XMLDocument
    guard let canonical = try translated(canonical, for: target.format, of: record, to: &judgement) else { return }
    if let stylesheet = target.writeStylesheet(for: canonical.entity) {
      do {
        document = try stylesheet.apply(
          to: canonical.document,
          parameters: context.parameters(
            target.format.parameters, document: context.documentID(system.name, canonical.entity, judgement.drafts)))
      } catch {
        guard error.code == .transformation else { throw error }
        judgement.issues.append(Self.mappingFailed(error, at: record))
        return
      }
    } else {
      document = try XMLDocument.wrapping(canonical.root, in: "Records")
    }
    let violations = try target.schema.validate(document)
    let mapping = target.writeStylesheet(for: canonical.entity)?.path ?? target.format.name
    judgement.issues += violations.map { Self.mappingInvalid($0, mapping, record) }
    guard violations.isEmpty else { return }
    judgement.drafts.append(
      Draft(system: system, entity: canonical.entity, key: canonical.key, document: document, format: target))
  }

  // MARK: - Issues

  /// A stylesheet that stops says why in its own words; they are written for the clerk.
  private static func mappingFailed(_ error: XMLEngineError, at record: Record) -> Issue {
    Issue(
      .mappingFailed, phase: .mapping, at: record.start, path: record.path,
      "The mapping \(fileName(error.subject)) refuses this record: \(error.message)")
  }

  private static func mappingInvalid(_ violation: Diagnostic, _ mapping: String, _ record: Record) -> Issue {
    Issue(
      .mappingInvalid, phase: .mapping, at: record.start, path: record.path, value: violation.value,
      expected: violation.expected,
      "The mapping \(fileName(mapping)) made a document that its own schema refuses: \(violation.message) "
        + "This is a fault of the mapping, not of the file; nothing was sent.")
  }

  private static func notCanonical(_ reason: String, _ record: Record) -> Issue {
    Issue(.notCanonical, phase: .mapping, at: record.start, path: record.path, reason)
  }

  private static func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
