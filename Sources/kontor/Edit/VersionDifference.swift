import Exchange

/// What two versions of a file differ in.
struct VersionDifference {
  let before: [UInt8]
  let after: [UInt8]

  var isEmpty: Bool { before == after }

  func print(to output: Output) {
    LineDifference(before: before, after: after).print(to: output)
  }
}

/// What `show --diff --json` says.
struct DifferenceReport: Encodable {
  var before: String
  var after: String

  init(_ lineage: Lineage, _ first: Int, _ second: Int, _ difference: VersionDifference) {
    before = lineage.attempts[first - 1].id.text
    after = lineage.attempts[second - 1].id.text
  }
}
