/// A file that did not come, as the subject of an incident says it in ``Expectation/words``:
/// `crm customers-*.xml with Customer`.
package struct MissingFile: Hashable, Sendable {
  package var sender: String
  /// A pattern of its name; nil for any.
  package var name: String?
  /// It has to bring a record of one of these; empty for any.
  package var entities: [Entity]

  package init?(_ key: IncidentKey) {
    // The name of a system has no blank in it.
    let parts = key.subject.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    sender = parts[0]
    var words = parts[1]
    entities = []
    if let with = words.ranges(of: " with ").last {
      let names = words[with.upperBound...].split(separator: " or ").map(String.init)
      let kinds = names.compactMap(Entity.init(rawValue:))
      // Otherwise it is a part of the name.
      if kinds.count == names.count {
        entities = kinds
        words = String(words[..<with.lowerBound])
      }
    }
    name = words == Expectation.anyFile ? nil : words
  }
}
