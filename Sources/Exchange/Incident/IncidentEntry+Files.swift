// Causes that have to do with files of a sender.
extension IncidentEntry {
  static let fileMissing = IncidentEntry(
    .fileMissing, .error, .sender, "an expected file did not come",
    opens: "No file of those that `expect` names came by its time.",
    closes: "By itself when such a file comes, and says how late; by a person where it will not come any more.",
    remedy:
      "Ask whoever runs the export whether it ran, and look into the inbox: kontor status tells of names that are "
      + "passed over. If there is nothing to send today, close it: kontor incidents close ID --reason …",
    hasGrace: true, isClosedByPerson: true)

  static let numberGap = IncidentEntry(
    .numberGap, .error, .sender, "control numbers are missing",
    opens: "A file came whose control number is higher than the one after the last.",
    closes: "By itself when files with all missing numbers came; by a person where they never will.",
    remedy: "Let the sender drop the files with the missing numbers again. If they never existed, close it: kontor "
      + "incidents close ID --reason …",
    hasGrace: true, isClosedByPerson: true)

  static let numberReversal = IncidentEntry(
    .numberReversal, .warning, .sender, "a control number went back",
    opens: "A file came whose control number is lower than one that came before, and fills no gap.",
    closes: "By itself when a number comes that is higher than all before; by a person.",
    remedy:
      "Ask the sender whether it was put back from a backup, or counts anew: then older data may follow. If that is "
      + "as it should be, close it: kontor incidents close ID --reason …",
    isClosedByPerson: true)

  static let fileUnfinished = IncidentEntry(
    .fileUnfinished, .warning, .sender, "a file does not become complete",
    opens:
      "A file in an inbox still changes, bears the name of an unfinished one, waits for its marker, or ends too early "
      + "for longer than `overdue: settled`.",
    closes: "By itself when the file is taken, or gone.",
    remedy:
      "See who writes it and whether that program hangs. Delete what is left of an upload that was broken off, and "
      + "let it be sent again.")

  static let fileUndecided = IncidentEntry(
    .fileUndecided, .error, .administrator, "a file is stuck in hand",
    opens: "A file was received and is not decided after `overdue: validated`.",
    closes: "By itself when the file is decided.",
    remedy:
      "kontor status and the log tell what keeps it: mostly a folder or a full disk. It goes on by itself when that "
      + "is put right.")

  static let fileQuarantined = IncidentEntry(
    .fileQuarantined, .error, .administrator, "a file ended the program and was put aside",
    opens: "Reading a file ended Kontor again and again, so it was refused without being read.",
    closes: "By itself when the file is put right or discarded; by a person.",
    remedy: "Report it, with the file. After an update kontor reprocess tries it again.",
    isClosedByPerson: true)

  static let rejectedWaiting = IncidentEntry(
    .rejectedWaiting, .warning, .clerk, "rejected files wait to be put right",
    opens: "Something that was rejected is still to be put right after `overdue: rejected`.",
    closes: "By itself when all that is so old is put right, replaced or discarded.",
    remedy: "kontor rejected lists them, with who has to act. Put them right, or end them with kontor discard.")

  static let heldOverdue = IncidentEntry(
    .heldOverdue, .warning, .clerk, "held records wait beyond their time",
    opens: "Records wait with `then: wait`, and their time is over.",
    closes: "By itself when none of these waits any more.",
    remedy: "kontor held lists them and what each waits for. Send them with kontor release, or end them with kontor "
      + "discard.")

  static let conflictsWaiting = IncidentEntry(
    .conflictsWaiting, .warning, .clerk, "conflicts wait to be decided",
    opens: "There have been fields to decide for longer than `incidents: conflicts`.",
    closes: "By itself when there is no conflict left.",
    remedy: "kontor conflicts lists them; kontor resolve decides one.")

  static let flowPaused = IncidentEntry(
    .flowPaused, .warning, .administrator, "a flow is paused",
    opens: "Somebody paused a flow longer ago than `incidents: paused`.",
    closes: "By itself when the flow is resumed.",
    remedy: "kontor schedule tells who paused it, and why; kontor schedule resume ends it.")
}
