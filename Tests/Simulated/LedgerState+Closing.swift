import Crypto
import Exchange

/// The chain of what is done, and what a lost ledger is filled with.
extension LedgerState {
  /// Makes an interchange the next link. Nobody can change these rows behind the ledger's back, so that the hash has only
  /// to tell one history from another.
  mutating func close(_ id: InterchangeID, as origin: Closing.Origin) {
    let number = Int64(chain.count + 1)
    let content = interchange(id)?.sha256 ?? ""
    let text = "\(number) \(id) \(origin.rawValue) \(content) \(chain.last?.sha256 ?? "")"
    let digest = SHA256.hash(data: Array(text.utf8))
    chain.append(
      Closing(
        number: number, interchange: id, origin: origin,
        sha256: digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()))
  }

  mutating func resolveDoubt(of document: String) -> Bool {
    guard let place = documentPlaces[document],
      documents[place.interchange]?[place.ordinal]?.state == .inDoubt
    else { return false }
    documents[place.interchange]?[place.ordinal]?.state = .published
    return true
  }

  mutating func beginRestored(_ restored: Interchange) throws(LedgerError) {
    if interchange(restored.id) != nil { throw .misuse("Interchange \(restored.id) is known.") }
    var begun = Interchange(
      id: restored.id, sender: restored.sender, fileName: restored.fileName, size: restored.size,
      sha256: restored.sha256, receivedAt: restored.receivedAt)
    begun.ends = restored.ends
    begun.setAside = restored.setAside
    begun.believed = restored.believed
    begun.handedIn = restored.handedIn
    interchanges.append(begun)
  }

  mutating func closeRestored(_ restored: Interchange) throws(LedgerError) {
    guard let place = restored.place, let moment = restored.doneAt else {
      throw .misuse("\(restored.id) was not done, so it cannot be restored as such.")
    }
    try conclude(restored, mayLack: isThinned(restored.id) ? LedgerState.forgotten : [.accepted])
    try markDone(restored.id, place: place, at: moment, as: .rebuilt)
  }

  func proof() -> LedgerProof {
    var proof = LedgerProof()
    proof.interchanges = interchanges.count
    proof.records = records.values.reduce(0) { $0 + $1.count }
    proof.head = chain.last
    return proof
  }
}
