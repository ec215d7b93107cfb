import Foundation
import XMLEngine

/// The beginning of a format pack, made of a sample or of a schema. Nothing is written here.
package struct NewPack {
  package struct File {
    /// From the folder of the pack.
    package let path: String
    package let bytes: [UInt8]
  }

  package struct Wish {
    package var name: String
    /// Nil to go by names.
    package var entity: Entity?
    /// Where the records stand; nil to propose a place.
    package var record: String?

    package init(name: String, entity: Entity?, record: String?) {
      (self.name, self.entity, self.record) = (name, entity, record)
    }
  }

  package let files: [File]
  package let entity: Entity
  /// As `format.yaml` has it.
  package let record: String
  /// What was found, a sentence each.
  package let findings: [String]

  /// The most of a sample that is looked at, in bytes.
  package static let mostBytes = 2_000_000
  /// How many records of a sample that was cut off go into the pack.
  private static let mostRecords = 10

  /// Whether a name can be that of a format, and of its folder.
  package static func canBeCalled(_ name: String) -> Bool {
    ConfigurationReader.isSafeName(name) && name != FormatPack.canonicalName
  }

  /// What a name must be, for a sentence.
  package static var names: String { ConfigurationReader.safeNames }

  // MARK: - From a sample

  /// - Parameters:
  ///   - bytes: of the file, at most ``mostBytes``.
  ///   - isWhole: whether that is all of it.
  ///   - file: what people call it.
  ///   - canonical: the path of `exchange.xsd`.
  /// - Throws: ``NewPackError``, or ``XMLEngineError`` for a file that is no XML.
  package init(
    sample bytes: [UInt8], isWhole: Bool, file: String, wish: Wish, canonical: String
  ) throws {
    let (document, encoding) = try XMLDocument.parseBeginning(bytes, isWhole: isWhole, location: file)
    guard let root = document.root else { throw NewPackError("\(file) holds no element") }
    var record = try RecordProposal(in: root, wanted: wish.record)
    let reason = record.reason
    var findings: [String] = []
    if !isWhole {
      // The last one was cut in two.
      if record.records.count > 1 { record.records.last?.remove() }
      record = try RecordProposal(in: root, wanted: record.text)
      findings.append(
        "\(file) is long: only its first \(Self.mostBytes / 1_000_000) MB were looked at, and what stands behind the records "
          + "was not seen")
    }
    let survey = try SampleSurvey(document)
    let schema = ProposedSchema(survey: survey, name: wish.name).files
    var sample = bytes
    if !isWhole {
      for extra in record.records.dropFirst(Self.mostRecords) { extra.remove() }
      sample = try document.serialized(indented: true)
    }
    try self.init(
      survey, record: record, reason: reason, wish: wish, canonical: canonical,
      schema: schema.map { File(path: $0.name, bytes: Array($0.text.utf8)) }, sample: sample,
      encoding: encoding, findings: findings, file: file)
  }

  // MARK: - From a schema

  /// - Parameter path: of the schema, absolute.
  /// - Throws: ``NewPackError``, or ``XMLEngineError`` for a schema that cannot be used.
  package init(schema path: String, wish: Wish, canonical: String) throws {
    let read = FilesRead()
    let schema = try RuleFiles.noting(in: read) { try Schema(path: path) }
    let folder = RuleFiles.resolved(path).split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/"
    var files: [File] = []
    for part in Set(read.paths.map(RuleFiles.resolved)).sorted() {
      guard part.hasPrefix(folder), let bytes = FileManager.default.contents(atPath: part) else {
        throw NewPackError("\(part) belongs to the schema and does not lie in \(folder); put all of its files there")
      }
      files.append(File(path: String(part.dropFirst(folder.count)), bytes: Array(bytes)))
    }
    let own = String(RuleFiles.resolved(path).dropFirst(folder.count))
    files.sort { $0.path == own && $1.path != own }
    let model = try SchemaModel(path: path)
    let root = try Self.root(of: model, wish)
    let made = SchemaSample(of: root, model).text
    let document = try XMLDocument.parse(Array(made.utf8), location: "the sample that was made up")
    guard let element = document.root else { throw NewPackError("the schema declares no element") }
    let isValid = try schema.validate(document).isEmpty
    let record = try RecordProposal(in: element, wanted: wish.record)
    let finding =
      isValid
      ? "the sample is made up by the schema; put a real file in its place"
      : "no simple sample can be made up by the schema: put a real file into samples/read"
    try self.init(
      try SampleSurvey(document), record: record, reason: record.reason, wish: wish, canonical: canonical,
      schema: files,
      sample: isValid ? try document.serialized(indented: true) : nil, encoding: .utf8, findings: [finding],
      file: path.split(separator: "/").last.map(String.init) ?? path)
  }

  private static func root(of model: SchemaModel, _ wish: Wish) throws(NewPackError) -> SchemaModel.Declaration {
    let roots = model.roots
    if let wanted = wish.record {
      let path = ElementPath(wanted)
      guard let name = path?.root ?? path?.steps.first, let root = model.element(named: name) else {
        throw NewPackError("--record \(wanted): the schema declares no such root; begin with /\(names(of: roots))")
      }
      return root
    }
    if roots.count == 1 { return roots[0] }
    let fitting = roots.filter { root in
      NameWords.entity(of: root.name).map { wish.entity == nil || wish.entity == $0 } ?? false
    }
    guard fitting.count == 1 else {
      throw NewPackError(
        roots.isEmpty
          ? "the schema declares no element that a file could begin with"
          : "the schema has several roots; say by --record which one is meant: /\(names(of: roots))")
    }
    return fitting[0]
  }

  private static func names(of roots: [SchemaModel.Declaration]) -> String {
    roots.prefix(20).map(\.name).joined(separator: ", /")
  }

  // MARK: - From both

  private init(
    _ survey: SampleSurvey, record: RecordProposal, reason: String, wish: Wish, canonical: String, schema: [File],
    sample: [UInt8]?, encoding: TextEncoding, findings: [String], file: String
  ) throws {
    guard let shape = survey.shape(at: record.path) else { throw NewPackError("the sample has no record") }
    let entity = try Self.entity(record, file: file, wish)
    let fields = ForeignFields(of: shape)
    let keys = KeyProposal(of: entity, among: fields.all, in: record.records).candidates
    let model = try SchemaModel(path: canonical)
    let skeleton = Skeleton(
      entity: entity, model: model, survey: survey, record: record.because(reason), fields: fields, keys: keys,
      prefixes: ForeignPrefixes(survey))
    let kind = NameWords.words(of: entity.rawValue).joined(separator: "-")
    let text = NewPackText(
      name: wish.name, skeleton: skeleton, schema: schema[0].path,
      encoding: OutputEncoding(rawValue: encoding.rawValue).flatMap { $0 == .utf8 ? nil : $0.rawValue },
      ignored: Self.ignored(along: record.path, in: survey),
      sample: sample.map { _ in kind + ".xml" })
    var maker = RecordMaker(model: model, seed: 1)
    let canonicalSample = try maker.record(entity, density: 0, most: 1).serialized(indented: true)
    func made(_ path: String, _ text: String) -> File { File(path: path, bytes: Array(text.utf8)) }
    let all =
      [made("format.yaml", text.format)] + schema
      + [made("read.xsl", skeleton.readStylesheet), made("write.xsl", skeleton.writeStylesheet)]
      + (sample.map { [File(path: "samples/read/\(kind).xml", bytes: $0)] } ?? [])
      + [File(path: "samples/write/\(kind).xml", bytes: canonicalSample), made("README.md", text.readme)]
    if let twice = all.first(where: { file in all.count { $0.path == file.path } > 1 }) {
      throw NewPackError("the schema brings a file \(twice.path), which every pack has itself; give it another name")
    }
    files = all
    self.entity = entity
    self.record = record.text
    self.findings =
      [
        "records: \(record.text) (\(record.records.count) in the sample), because \(reason)",
        Self.told(keys, skeleton.prefixes, of: record.records.count),
      ] + (encoding == .utf8 ? [] : ["encoding: \(encoding.rawValue), as the sample is"]) + findings
  }

  private static func entity(_ record: RecordProposal, file: String, _ wish: Wish) throws(NewPackError) -> Entity {
    if let entity = wish.entity { return entity }
    let names = record.path.reversed().map(\.local) + [wish.name, file]
    if let entity = names.lazy.compactMap({ NameWords.entity(of: $0) }).first { return entity }
    throw NewPackError(
      "no name says what a \(record.path.last?.local ?? "record") is; say it with --entity Customer, Order, OrderStatus, "
        + "Invoice or Reminder")
  }

  private static func told(_ keys: [ForeignField], _ prefixes: ForeignPrefixes, of count: Int) -> String {
    guard let key = keys.first else {
      return "key: none found; nothing that is called like one is there in every record and never twice the same"
    }
    let others = keys.dropFirst().map { prefixes.path($0) }.joined(separator: ", ")
    let proof =
      count == 1 ? ", though one record proves nothing" : ", there in all \(count) records and never twice the same"
    return "key: \(prefixes.path(key))\(proof)" + (others.isEmpty ? "" : "; others that could be it: \(others)")
  }

  private static func ignored(along path: [ElementName], in survey: SampleSurvey) -> [String] {
    var ignored: [String] = []
    for depth in 1..<max(path.count, 1) {
      let container = Array(path.prefix(depth))
      let names = survey.shape(at: container)?.children.map(\.name) ?? []
      for name in names where name.local != path[depth].local && ElementPath("/" + name.local) != nil {
        ignored.append("/" + (container + [name]).map(\.local).joined(separator: "/"))
      }
    }
    return ignored
  }
}
