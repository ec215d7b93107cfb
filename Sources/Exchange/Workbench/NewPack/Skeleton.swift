/// What the stylesheets of a new pack are made from.
struct Skeleton {
  let entity: Entity
  let model: SchemaModel
  let survey: SampleSurvey
  let record: RecordProposal
  let fields: ForeignFields
  let keys: [ForeignField]
  let prefixes: ForeignPrefixes

  /// The canonical field that is the key of the entity.
  var keyName: String {
    switch entity {
    case .customer: "CrmId"
    case .order, .orderStatus: "OrderId"
    case .invoice: "InvoiceNumber"
    case .reminder: "ReminderId"
    case .confirmation: "DocumentId"
    case .decision: "Key"
    }
  }

  /// Where canonical lines stand; nil where the entity has none.
  static let lines = "Lines/Line"

  /// Paths of all canonical fields.
  var canonical: [String] { CanonicalShape(of: entity, model).paths }

  var hasLines: Bool { canonical.contains { $0.hasPrefix(Self.lines + "/") } }

  /// What there is to say of a value.
  static func description(of type: ValueType?) -> String {
    guard let type else { return "text" }
    if !type.words.isEmpty {
      return (type.words.count > 12 ? "one of " : "") + type.words.prefix(12).joined(separator: ", ")
        + (type.words.count > 12 ? " and others" : "")
    }
    switch type.base {
    case "date": return "a date: 2026-11-24"
    case "dateTime": return "a time with its zone: 2026-11-24T08:00:00+01:00"
    case "decimal": return "a number: 1234.56"
    case "integer", "positiveInteger", "nonNegativeInteger": return "a whole number"
    case "boolean": return "true or false"
    default: return type.maxLength.map { "text, at most \($0) characters" } ?? "text"
    }
  }
}
