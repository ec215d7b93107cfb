/// What a file may ask for at most. Where they can be, limits are checked on the bytes, before libxml2 sees them; the
/// others on what the parser reports.
package struct XMLLimits: Hashable, Sendable {
  /// Bytes of the whole file.
  package var size = 2_000_000_000

  /// Levels of nested elements. libxml2's own limit is 256.
  package var depth = 200

  /// Attributes of one element, namespace declarations included. libxml2 takes quadratic time in their number.
  package var attributes = 500

  /// Bytes of one tag.
  package var tag = 1 << 20

  /// Bytes between two tags: text, comments and CDATA sections, all together.
  package var text = 10_000_000

  /// Bytes of one record; with ``elements``, this is what bounds memory.
  package var record = 64 << 20

  /// Elements, attributes and namespace declarations of one record, taken together. In memory each of them takes many
  /// times its bytes.
  package var elements = 200_000

  /// The same of what surrounds a record, and is copied for each: the envelope, and the tags of the elements around it.
  package var envelopeElements = 2_000

  /// Bytes of text and attributes in that.
  package var envelope = 256 << 10

  /// Namespace declarations in scope at one place. Whoever looks a prefix up goes through them.
  package var namespaces = 1_000

  /// Elements that stand where the schema does not allow them, outside of records. The validator begins anew after each.
  package var misplaced = 10_000

  /// Elements that are fed again to validators that begin anew.
  package var replayed = 5_000_000

  /// Errors reported for one record; a last one says that there are more.
  package var errorsPerRecord = 20

  package init() {}
}
