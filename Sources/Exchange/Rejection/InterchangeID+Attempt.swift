import Crypto

extension InterchangeID {
  /// The id of the attempt that a decision hands in: the same whenever that is decided.
  ///
  /// The time of the file that brought the decision, then 30 bits of a hash in the place of random ones.
  init(handedInBy decision: RecordReference, salt: Int) {
    let text = "\(decision.interchange.text) \(decision.position) \(salt)"
    let hash = SHA256.hash(data: Array(text.utf8)).prefix(Self.lowDigits)
    let time = String(decision.interchange.text.prefix(Self.highDigits))
    self.init(time + String(decoding: hash.map { Self.alphabet[Int($0 & 31)] }, as: UTF8.self))
  }

  /// Made in the same millisecond, as the ids of attempts are with that of the decision.
  func hasSameTime(as other: InterchangeID) -> Bool {
    text.prefix(Self.highDigits) == other.text.prefix(Self.highDigits)
  }
}
