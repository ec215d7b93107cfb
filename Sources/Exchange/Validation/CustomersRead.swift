/// The customers that a file told of so far: its orders take them along. Kept only where a receiver wants that.
package struct CustomersRead {
  private var byKey: [String: CanonicalRecord] = [:]

  package init() {}

  mutating func note(_ record: CanonicalRecord) {
    for key in Self.keys(of: Named(customer: record.root)) { byKey[key] = record }
  }

  /// Those whom a record names, each once, and the names of those who are not known.
  func named(in record: CanonicalRecord) -> (known: [CanonicalRecord], unknown: [Named]) {
    var known: [CanonicalRecord] = []
    var unknown: [Named] = []
    for reference in References.all(in: record.root).map(Named.init) where reference.entity == .customer {
      guard let found = Self.keys(of: reference).lazy.compactMap({ byKey[$0] }).first else {
        unknown.append(reference)
        continue
      }
      if !known.contains(where: { $0.key == found.key }) { known.append(found) }
    }
    return (known, unknown)
  }

  private static func keys(of named: Named) -> [String] {
    [named.crmId.map { "crm/" + $0 }, named.erpNumber.map { "erp/" + $0 }].compactMap(\.self)
  }
}
