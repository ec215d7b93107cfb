import Foundation

/// A name without what people write now this way and now that: case, umlauts, accents, punctuation, "und", legal form.
enum CompanyName {
  static func normal(_ name: String) -> String {
    var words = joined(folded(name))
    guard let first = words.first else { return "" }
    // What a name begins with is part of it: AG Weser.
    words = words.dropFirst().filter { !connectives.contains($0) && !legalForms.contains($0) }
    while let last = words.last, shortForms.contains(last) { words.removeLast() }
    return ([first] + words).joined(separator: " ")
  }

  /// Words of letters and digits.
  private static func folded(_ name: String) -> [String] {
    var text = name.lowercased()
    if !text.utf8.allSatisfy({ $0 < 0x80 }) {
      text = text.reduce(into: "") { $0 += spelled[$1] ?? String($1) }
      text = text.folding(options: .diacriticInsensitive, locale: nil).replacing("ł", with: "l")
    }
    return text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  private static let spelled: [Character: String] = [
    "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "æ": "ae", "œ": "oe",
  ]

  /// Legal forms of several words as one.
  private static func joined(_ words: [String]) -> [String] {
    var joined: [String] = []
    var rest = words[...]
    while let first = rest.first {
      let known = spelledOut[first]?.first { rest.starts(with: $0.words) }
      joined.append(known?.form ?? first)
      rest = rest.dropFirst(known?.words.count ?? 1)
    }
    return joined
  }

  /// By their first word, the longest ahead: `s a r l` is no `s a`.
  private static let spelledOut: [String: [(form: String, words: [String])]] = {
    let forms = written.flatMap { form, texts in
      texts.map { (form: form, words: $0.split(separator: " ").map(String.init)) }
    }
    return Dictionary(grouping: forms) { $0.words[0] }.mapValues { $0.sorted { $0.words.count > $1.words.count } }
  }()

  private static let written = [
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
