/// A canonical record as one system is to have it, and what stands ahead of it in its document.
struct OutgoingRecord {
  let record: CanonicalRecord
  /// The customers that an order takes along, each once.
  var companions: [CanonicalRecord] = []

  var entity: Entity { record.entity }
  var key: String { record.key }
}
