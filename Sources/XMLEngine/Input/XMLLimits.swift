/// What a file may ask for at most. Every limit is checked on the bytes, before libxml2 sees them.
package struct XMLLimits: Hashable, Sendable {
  /// Bytes of the whole file.
  package var size = 2_000_000_000

  /// Levels of nested elements. libxml2's own limit is 256.
  package var depth = 200

  /// Attributes of one element, namespace declarations included. libxml2 takes quadratic time in their number.
  package var attributes = 500

  /// Bytes of one tag.
  package var tag = 1 << 20

  /// Bytes between two tags: text, comments and CDATA sections.
  package var text = 10_000_000

  /// Bytes of one record; this is what bounds memory.
  package var record = 64 << 20

  /// Errors reported for one record; a last one says that there are more.
  package var errorsPerRecord = 20

  package init() {}
}
