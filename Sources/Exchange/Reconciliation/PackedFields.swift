/// Names of fields by number, so that each is kept once for all records.
package final class FieldNames {
  private var numbers: [FieldName: Int32] = [:]
  private(set) var all: [FieldName] = []

  package init() {}

  func number(of name: FieldName) -> Int32 {
    if let known = numbers[name] { return known }
    let number = Int32(all.count)
    numbers[name] = number
    all.append(name)
    return number
  }

  /// The name without the keys of groups: `ContactPerson/Phone`.
  static func kind(of name: FieldName) -> String {
    name.steps.map { $0.map(\.name).joined(separator: "/") } ?? name.text
  }
}

/// The fields of one record in little memory: there may be a hundred thousand records on each side.
struct PackedFields: Sendable {
  private let names: [Int32]
  /// In the order of the names, with a character between that no XML can hold.
  private let values: String

  private static let separator: Character = "\0"

  init(_ readings: [FieldReading], _ table: FieldNames) {
    names = readings.map { table.number(of: $0.name) }
    values = readings.map(\.value).joined(separator: String(Self.separator))
  }

  func unpacked(_ table: FieldNames) -> [FieldName: String] {
    guard !names.isEmpty else { return [:] }
    let texts = values.split(separator: Self.separator, omittingEmptySubsequences: false)
    return Dictionary(
      zip(names, texts).map { (table.all[Int($0)], String($1)) }, uniquingKeysWith: { first, _ in first })
  }
}
