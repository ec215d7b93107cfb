import Exchange
import Operations
import XMLEngine

/// What `formats --json` says of one format.
struct PackReport: Encodable {
  struct Message: Encodable {
    var entity: String
    /// Paths of elements; empty where it is not read, or comes with another.
    var records: [String]
    var read: Bool
    var written: Bool
    /// Stylesheets, from the folder of the pack.
    var readBy: String?
    var writtenBy: String?
    var losses: [String]
  }

  struct Codes: Encodable {
    /// From the canonical code to the format's own.
    var values: [String: String]
    /// `refuse` or `pass`.
    var others: String
  }

  var name: String
  /// The folder of the pack.
  var place: String
  var ships: Bool
  /// All but these are absent where it cannot be used.
  var title: String?
  var standard: String?
  var description: String?
  var sides: [String]?
  var readme: String?
  var encoding: String?
  /// Only where there is an encoding other than UTF-8.
  var unmappable: String?
  /// What goes along in the document of a record, by entity.
  var with: [String: [String]]?
  /// The entities of which the system's own record is kept and given back.
  var carry: [String]?
  var messages: [Message]?
  /// By canonical element.
  var codes: [String: Codes]?
  var parameters: [String: String]?
  /// From the folder of the pack.
  var samples: [String]?
  /// Why it cannot be used, each with its place.
  var problems: [String]

  init(_ item: PackShelf.Item) {
    name = item.name
    place = item.place
    ships = item.ships
    problems = []
    switch item.pack {
    case .failure(let error): problems = error.problems.map(\.description)
    case .success(let pack): tell(pack)
    }
  }

  private mutating func tell(_ pack: FormatPack) {
    let format = pack.format
    title = pack.title
    standard = pack.standard
    description = pack.description
    sides = pack.sides.map(\.rawValue)
    readme = pack.readme
    encoding = (format.encoding ?? .utf8).rawValue
    unmappable = format.encoding.flatMap { $0 == .utf8 ? nil : format.unmappable.rawValue }
    with = Dictionary(uniqueKeysWithValues: format.companions.map { ($0.key.rawValue, $0.value.map(\.rawValue)) })
    carry = Entity.allCases.filter { format.carries.contains($0) }.map(\.rawValue)
    codes = Dictionary(
      uniqueKeysWithValues: format.codes.map { ($0.element, Codes(values: $0.values, others: $0.others.rawValue)) })
    messages = Entity.allCases.filter { format.reads.contains($0) || format.writes.contains($0) }.map { entity in
      Message(
        entity: entity.rawValue, records: format.records.filter { $0.entity == entity }.map(\.path.description),
        read: format.reads.contains(entity), written: format.writes.contains(entity),
        readBy: format.readStylesheet(for: entity)?.written, writtenBy: format.write[entity]?.written,
        losses: pack.losses[entity] ?? [])
    }
    parameters = format.parameters
    samples = pack.samples
  }
}
