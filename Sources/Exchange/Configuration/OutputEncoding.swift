/// The encodings that documents can be written in.
package enum OutputEncoding: String, Sendable, CaseIterable {
  case utf8 = "UTF-8"
  case ascii = "US-ASCII"
  case latin1 = "ISO-8859-1"
  case latin9 = "ISO-8859-15"
  case windows1252 = "windows-1252"
}

/// What becomes of a character that the encoding of a document lacks.
package enum UnmappableRule: String, Sendable, CaseIterable {
  /// The record is refused. The default: nobody is called something else in silence.
  case refuse
  /// It is written in the letters that stand for it: `ł` as `l`. Where none do, the record is refused.
  case transliterate
  /// It is written as `&#322;`, which every XML parser reads as the character itself.
  case characterReference = "character-reference"
}
