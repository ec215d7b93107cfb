import XMLEngine

/// What was expected, in German: the engine and the rules behind it write it in English, in few and fixed forms.
enum GermanExpectation {
  /// What is not known stays as it is: most of it is names and values anyway.
  static func of(_ expected: String) -> String {
    if let words = words[expected] { return words }
    for (form, german) in forms {
      let (head, tail) = parts(of: form)
      guard expected.hasPrefix(head), expected.hasSuffix(tail), expected.utf8.count > head.utf8.count + tail.utf8.count
      else { continue }
      let value = String(expected.dropFirst(head.count).dropLast(tail.count))
      return german.replacing("…", with: value)
    }
    return choice(expected) ?? expected
  }

  /// `A, B or C` of single words.
  private static func choice(_ expected: String) -> String? {
    guard let or = expected.firstRange(of: " or ") else { return nil }
    let (head, last) = (expected[..<or.lowerBound], expected[or.upperBound...])
    let names = head.split(separator: ", ", omittingEmptySubsequences: false) + [last]
    guard names.allSatisfy({ !$0.isEmpty && !$0.contains(" ") }) else { return nil }
    return "\(head) oder \(last)"
  }

  private static func parts(of form: String) -> (head: String, tail: String) {
    let gap = form.firstIndex(of: "…") ?? form.endIndex
    return (String(form[..<gap]), String(form[gap...].dropFirst()))
  }

  /// `…` is a number or a list. The first form that fits is taken, so the longer ones come first.
  private static let forms = [
    ("characters that … has", "Zeichen, die es in … gibt"),
    ("at most … characters", "höchstens … Zeichen"),
    ("at most … digits", "höchstens … Ziffern"),
    ("at most … decimal places", "höchstens … Nachkommastellen"),
    ("at most … bytes in one piece", "höchstens … Bytes am Stück"),
    ("at most … bytes", "höchstens … Bytes"),
    ("at most … levels", "höchstens … Ebenen"),
    ("at most … attributes", "höchstens … Attribute"),
    ("at most … such elements", "höchstens … solche Elemente"),
    ("at most … elements", "höchstens … Elemente"),
    ("at most … declarations", "höchstens … Namensraum-Angaben"),
    ("at most …", "höchstens …"),
    ("at least … characters", "mindestens … Zeichen"),
    ("at least …", "mindestens …"),
    ("more than …", "mehr als …"),
    ("less than …", "weniger als …"),
    ("… characters", "… Zeichen"),
    ("one of …", "einer der Werte …"),
    ("the form …", "die Form …"),
  ]

  private static let words = [
    "a date such as 2026-11-23": "ein Datum wie 2026-11-23",
    "a date with time such as 2026-11-23T08:30:00Z": "ein Zeitpunkt wie 2026-11-23T08:30:00Z",
    "a time such as 08:30:00": "eine Uhrzeit wie 08:30:00",
    "a decimal number such as 1234.56": "eine Dezimalzahl wie 1234.56 (mit Punkt)",
    "a whole number": "eine ganze Zahl",
    "a whole number greater than 0": "eine ganze Zahl größer als 0",
    "a whole number, 0 or more": "eine ganze Zahl ab 0",
    "true or false": "true (ja) oder false (nein)",
    "an XML file": "eine XML-Datei",
    "an XML file, which begins with <": "eine XML-Datei; sie beginnt mit <",
    "a file that is complete to its last end tag": "eine Datei, die bis zum letzten End-Tag vollständig ist",
    "a file without <!DOCTYPE …>": "eine Datei ohne <!DOCTYPE …>",
    "the encoding that the file is really in, probably UTF-8":
      "die Kodierung, in der die Datei wirklich geschrieben ist, vermutlich UTF-8",
    "a label that names the real encoding, or a file in UTF-8":
      "die Angabe der wirklichen Kodierung oder eine Datei in UTF-8",
    TextEncoding.accepted: TextEncoding.accepted.replacing("with a byte order mark", with: "mit Byte-Order-Mark"),
    "a number that was not used before": "eine Nummer, die noch nicht verwendet wurde",
    "the test flag before the records": "das Testkennzeichen vor den Datensätzen",
    "the control number before the records": "die Kontrollnummer vor den Datensätzen",
    "a code of that list": "ein Code dieser Liste",
  ]
}
