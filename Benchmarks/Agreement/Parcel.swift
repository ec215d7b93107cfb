import BenchmarkCommon
import DropFolder
import Exchange
import XMLEngine

/// Records that come together, as the processor has them before it decides.
struct Parcel {
  let told: [Told]
  let records: [CanonicalRecord]
  let system: Exchange.System
  let now: Timestamp
  var interchange: Interchange

  init(_ told: [Told], from sender: String, at now: Timestamp, system: Exchange.System?) throws {
    guard let system else { throw Unexpected("There is no system \(sender).") }
    self.told = told
    self.system = system
    self.now = now
    records = try told.map { try $0.canonical() }
    interchange = Interchange(
      id: .make(at: now), sender: sender, fileName: "benchmark.xml", size: 1, sha256: "", receivedAt: now)
    interchange.sha256 = interchange.id.text
  }
}

/// What became of a parcel.
struct Outcome {
  var interchange: InterchangeID?
  var documents: [Document] = []
  /// What deciding each record took.
  var durations: [Duration] = []
}

/// How long one record took.
struct Taken {
  /// What the agreement does: reading and writing the ledger, merging, and drafting documents.
  var deciding: Duration
  /// The transaction around it, until it is on disk.
  var transaction: Duration
}

extension Told {
  fileprivate func canonical() throws -> CanonicalRecord {
    let end = text.firstIndex(of: " ") ?? text.endIndex
    let named = text[..<end] + " xmlns=\"\(Format.canonicalNamespace)\"" + text[end...]
    let document = try XMLDocument.parse(Array(named.utf8), location: key)
    guard let root = document.root else { throw Unexpected("\(key) has no element.") }
    return CanonicalRecord(entity: entity, key: key, root: root, document: document)
  }
}
