import Exchange

/// What two versions of a file differ in.
struct VersionDifference {
  let before: [UInt8]
  let after: [UInt8]

  var isEmpty: Bool { before == after }

  func print(to output: Output) {
  }
}

/// What `show --diff --json` says.
struct DifferenceReport: Encodable {
  var before: String
  var after: String

  init(_ chain: AttemptChain, _ first: Int, _ second: Int, _ difference: VersionDifference) {
    before = chain.attempts[first - 1].id.text
    after = chain.attempts[second - 1].id.text
  }
}
