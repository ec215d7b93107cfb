package import Exchange

/// What two versions of a file differ in, for a person.
package struct VersionDifference {
  package let comparison: XMLComparison

  package init(from before: [UInt8], to after: [UInt8]) throws {
    do {
      comparison = try XMLComparison(from: before, to: after)
    } catch let error as ComparisonError {
      throw Failure(.usage, error.message)
    }
  }
}
