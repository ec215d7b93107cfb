// Codes of what is right in the file of the sender and does not fit into the receiver's.
extension CodeEntry {
  static let tooLongForReceiver = CodeEntry(
    .tooLongForReceiver, .mapping, .error, .sender, [.x12ElementTooLong, .edifactTooLong],
    en: (
      "Too long for the receiver",
      "A value is longer than the field of the system that it is for. Nothing was cut, and nothing was sent.",
      "Shorten it in the system that it comes from, and send the record again."
    ),
    de: (
      "Zu lang für den Empfänger",
      "Ein Wert ist länger als das Feld in dem System, für das er bestimmt ist. Es wurde nichts gekürzt und nichts "
        + "gesendet.",
      "Kürzen Sie ihn in dem System, aus dem er kommt, und senden Sie den Datensatz erneut."
    ),
    sentence: "Der Wert[ „{value}“][ im Element „{element}“] ist für den Empfänger zu lang.")

  static let characterUnmappable = CodeEntry(
    .characterUnmappable, .mapping, .error, .sender, [.x12Character, .edifactCharacter],
    en: (
      "Character that the receiver's encoding lacks",
      "The documents of a system are written in an encoding that does not have a character of the record, and nothing "
        + "stands for it. Nothing was left out, and nothing was sent.",
      "Write it in other letters in the system that it comes from, and send the record again. If the system reads XML by "
        + "the standard, `unmappable: character-reference` of its format lets every character through; "
        + "`transliterate` writes letters that stand for it."
    ),
    de: (
      "Zeichen, das der Empfänger nicht kennt",
      "Die Dokumente eines Systems werden in einer Kodierung geschrieben, in der es ein Zeichen des Datensatzes nicht gibt, "
        + "und nichts steht dafür. Es wurde nichts weggelassen und nichts gesendet.",
      "Schreiben Sie es in dem System, aus dem es kommt, mit anderen Buchstaben, und senden Sie den Datensatz erneut. Liest "
        + "das System XML nach dem Standard, lässt `unmappable: character-reference` in seinem Format jedes Zeichen durch; "
        + "`transliterate` schreibt Buchstaben, die dafür stehen."
    ),
    sentence: "Der Wert[ „{value}“][ im Element „{element}“] enthält Zeichen, die der Empfänger nicht darstellen kann.")
}
