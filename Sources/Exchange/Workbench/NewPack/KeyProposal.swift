import XMLEngine

/// The fields of a sample by which its records may be told apart, the most likely first: called like a key, there in every
/// record, and never twice the same.
struct KeyProposal {
  let candidates: [ForeignField]

  private static let most = 5

  init(of entity: Entity, among fields: [ForeignField], in records: [XMLElement]) {
    let possible = fields.filter { field in
      guard !field.isRepeated, field.steps.count <= 4, NameWords.isKey(field.name) else { return false }
      let values = records.map { field.values(in: $0) }
      guard values.allSatisfy({ $0.count == 1 && !$0[0].isEmpty }) else { return false }
      return Set(values.joined()).count == records.count
    }
    let ranked = possible.enumerated().sorted { left, right in
      let (one, other) = (Self.rank(left.element, entity), Self.rank(right.element, entity))
      return one == other ? left.offset < right.offset : one < other
    }
    candidates = ranked.prefix(Self.most).map(\.element)
  }

  /// Smaller for what is more likely.
  private static func rank(_ field: ForeignField, _ entity: Entity) -> Int {
    let words = NameWords.words(of: field.name)
    var rank = field.steps.count
    let about = NameWords.entity(of: field.name)
    if about == entity { rank -= 4 } else if about != nil { rank += 8 }
    // Of what stands inside the customer of an order, nothing is the key of the order.
    let inside = field.steps.dropLast(field.attribute == nil ? 1 : 0).compactMap { NameWords.entity(of: $0.local) }
    if inside.contains(where: { $0 != entity }) { rank += 8 }
    if words == ["id"] || words == ["key"] { rank -= 1 }
    if words.last == "code" { rank += 3 }
    if words.contains(where: { ["version", "type", "country", "currency", "tax", "vat", "zip"].contains($0) }) {
      rank += 6
    }
    return rank
  }
}
