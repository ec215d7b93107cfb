import XMLEngine

/// The customers that a file told of so far: its orders take them along. Kept only where a receiver wants that.
package struct CustomersRead {
  /// A customer, and the record of the file that told of it.
  struct Known {
    let record: CanonicalRecord
    /// Nil where nobody asks for places.
    let original: Record?
  }

  private var byKey: [String: Known] = [:]
  private let keepsOriginals: Bool

  /// - Parameter keepsOriginals: whether it is kept where in the file they stand.
  package init(keepsOriginals: Bool = false) {
    self.keepsOriginals = keepsOriginals
  }

  mutating func note(_ record: CanonicalRecord, in original: Record) {
    note(Known(record: record, original: keepsOriginals ? original : nil), for: record)
  }

  private mutating func note(_ known: Known, for record: CanonicalRecord) {
    for key in Self.keys(of: Named(customer: record.root)) { byKey[key] = known }
  }

  /// Those whom a record names, each once, and the names of those who are not known.
  func named(in record: CanonicalRecord) -> (known: [Known], unknown: [Named]) {
    var known: [Known] = []
    var unknown: [Named] = []
    for reference in References.all(in: record.root).map(Named.init) where reference.entity == .customer {
      guard let found = Self.keys(of: reference).lazy.compactMap({ byKey[$0] }).first else {
        unknown.append(reference)
        continue
      }
      if !known.contains(where: { $0.record.key == found.record.key }) { known.append(found) }
    }
    return (known, unknown)
  }

  /// A few customers, of whom one is otherwise than it was read. It is found by its keys of before and of now.
  static func altered(_ customers: [Known], _ index: Int, to other: CanonicalRecord) -> CustomersRead {
    var read = CustomersRead()
    for (position, customer) in customers.enumerated() {
      let now = position == index ? Known(record: other, original: customer.original) : customer
      read.note(now, for: customer.record)
      read.note(now, for: now.record)
    }
    return read
  }

  private static func keys(of named: Named) -> [String] {
    [named.crmId.map { "crm/" + $0 }, named.erpNumber.map { "erp/" + $0 }].compactMap(\.self)
  }
}
