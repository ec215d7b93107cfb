import Foundation

/// A name without what people write now this way and now that: case, umlauts, accents, punctuation, "und", legal form.
enum CompanyName {
  static func normal(_ name: String) -> String {
    var words = joined(folded(name)).split(separator: " ").map(String.init)
    guard let first = words.first else { return "" }
    // What a name begins with is part of it: AG Weser.
    words = words.dropFirst().filter { !connectives.contains($0) && !legalForms.contains($0) }
    while let last = words.last, shortForms.contains(last) { words.removeLast() }
    return ([first] + words).joined(separator: " ")
  }

  /// Words of letters and digits, with one space between.
  private static func folded(_ name: String) -> String {
    var text = name.lowercased()
    for (letter, letters) in [
      ("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("ø", "oe"), ("æ", "ae"), ("œ", "oe"),
    ] {
      text = text.replacing(letter, with: letters)
    }
    text = text.folding(options: .diacriticInsensitive, locale: nil).replacing("ł", with: "l")
    return text.split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
  }

  /// Legal forms of several words as one.
  private static func joined(_ text: String) -> String {
    var text = " \(text) "
    for (form, words) in spelledOut {
      for written in words { text = text.replacing(" \(written) ", with: " \(form) ") }
    }
    return text
  }

  private static let spelledOut = [
    ("gmbh", ["gesellschaft mit beschraenkter haftung", "ges m b h", "g m b h"]), ("mbh", ["m b h"]),
    ("ag", ["aktiengesellschaft"]), ("kg", ["kommanditgesellschaft"]),
    ("ohg", ["offene handelsgesellschaft", "o h g"]),
    ("ek", ["e k", "e kfm", "e kfr", "eingetragener kaufmann", "eingetragene kauffrau"]), ("ev", ["e v"]),
    ("eg", ["e g"]), ("ug", ["unternehmergesellschaft"]), ("sarl", ["s a r l", "s a rl"]), ("sas", ["s a s"]),
    ("srl", ["s r l"]), ("spa", ["s p a"]), ("sa", ["s a"]), ("bv", ["b v"]), ("nv", ["n v"]),
    ("spzoo", ["sp z o o", "sp zoo"]), ("sro", ["s r o"]),
  ]

  /// Also within a name: Müller GmbH Dresden.
  private static let legalForms: Set = [
    "gmbh", "ggmbh", "gesmbh", "mbh", "kg", "kgaa", "ohg", "gbr", "ug", "haftungsbeschraenkt", "sarl", "spzoo", "ltd",
    "limited", "inc", "incorporated", "llc",
  ]

  /// Only at the end, for they are words too.
  private static let shortForms: Set = [
    "ag", "co", "ek", "ev", "eg", "se", "corp", "corporation", "llp", "plc", "sa", "sas", "srl", "spa", "bv", "nv",
    "sro", "ab", "oy", "as", "aps",
  ]

  private static let connectives: Set = ["und", "u", "and", "et"]
}
