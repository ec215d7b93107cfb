/// A place in a file as it came, before any decoding.
package struct Position: Hashable, Sendable {
  /// Counted from 1; true also beyond 65,535, where libxml2's own node lines end.
  package var line: Int

  /// Counted in characters (Unicode scalars), from 1.
  package var column: Int

  /// Counted in bytes of the file from 0, the byte order mark included.
  package var byteOffset: Int

  package init(line: Int, column: Int, byteOffset: Int) {
    self.line = line
    self.column = column
    self.byteOffset = byteOffset
  }
}
