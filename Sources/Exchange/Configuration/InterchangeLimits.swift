/// What a file from a system may cost before it is refused.
package struct InterchangeLimits: Sendable, Equatable {
  /// The longest file, in bytes. Default: 2 GB.
  package var size: Int
  /// The deepest nesting of elements. Default: 200.
  package var depth: Int
  /// The most attributes on one element; libxml2 takes quadratic time in them. Default: 500.
  package var attributes: Int
  /// The longest single tag, in bytes. Default: 1 MiB.
  package var tag: Int
  /// The most errors that are reported for one record; the rest are only counted. Default: 20.
  package var errorsPerRecord: Int

  package init(size: Int, depth: Int, attributes: Int, tag: Int, errorsPerRecord: Int) {
    self.size = size
    self.depth = depth
    self.attributes = attributes
    self.tag = tag
    self.errorsPerRecord = errorsPerRecord
  }

  package static let standard = InterchangeLimits(
    size: 2_000_000_000, depth: 200, attributes: 500, tag: 1 << 20, errorsPerRecord: 20)
}
