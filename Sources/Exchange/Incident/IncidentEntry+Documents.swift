// Causes that have to do with documents for a receiver, and with folders.
extension IncidentEntry {
  static let documentsWaiting = IncidentEntry(
    .documentsWaiting, .error, .administrator, "documents are not published",
    opens: "Documents were decided and are not in the outbox after `overdue: delivered`.",
    closes: "By itself when they are published.",
    remedy: "kontor status tells whether the outbox can be used, and kontor schedule whether the flow is closed.")

  static let documentsNotTaken = IncidentEntry(
    .documentsNotTaken, .error, .receiver, "documents are not fetched from the outbox",
    opens: "The oldest document in the outbox lies there for longer than `overdue: taken`.",
    closes: "By itself when what is older than that is fetched.",
    remedy: "Look whether the receiver's import runs, and whether it can read and delete in the outbox.")

  static let documentsUnconfirmed = IncidentEntry(
    .documentsUnconfirmed, .error, .receiver, "imports are not confirmed",
    opens: "A system that confirms imports has not confirmed a document `overdue: imported` after it was published.",
    closes: "By itself when what is older than that is confirmed, refused, or overtaken by a newer document.",
    remedy:
      "Look into the receiver's import log for the documents that kontor incidents show names. If it has them, let "
      + "it confirm them; if not, send them again: kontor resend.")

  static let documentsInDoubt = IncidentEntry(
    .documentsInDoubt, .critical, .clerk, "nobody knows whether documents arrived",
    opens: "A prepared document is not what was written, or the folder that held it was replaced.",
    closes: "By itself when each is decided with kontor resolve.",
    remedy: "Ask the receiver whether it has the document, then kontor resolve DOCUMENT: kontor show tells their ids.")

  static let folderAway = IncidentEntry(
    .folderAway, .critical, .administrator, "a folder is away",
    opens: "A folder does not answer, is not there, or fails, for as long as `incidents: grace`.",
    closes: "At once when it is back.",
    remedy:
      "Look whether the share is mounted and its server answers: kontor doctor. Nothing is lost; the work goes on by "
      + "itself.",
    hasGrace: true)

  static let folderWrong = IncidentEntry(
    .folderWrong, .critical, .administrator, "another folder stands in the place of one that is known",
    opens: "A folder does not bear the marker that the ledger knows, for as long as `incidents: grace`.",
    closes: "At once when the right folder is back, or the new one was introduced.",
    remedy: "Mount the right folder. If this one is to take its place: kontor init --mark-replaced FOLDER.",
    hasGrace: true)

  static let folderReadOnly = IncidentEntry(
    .folderReadOnly, .critical, .administrator, "a folder cannot be written",
    opens: "A folder is mounted read-only, or forbids what has to be done there, for as long as `incidents: grace`.",
    closes: "At once when it can be written again.",
    remedy: "Mount it for writing, or give the service's user the rights; kontor doctor tries them out.",
    hasGrace: true)

  static let folderFull = IncidentEntry(
    .folderFull, .critical, .administrator, "a disk is full",
    opens: "A file system has less room than `reserve`, for as long as `incidents: grace`.",
    closes: "At once when there is room again.",
    remedy: "Make room. Nothing is taken in meanwhile, and nothing is lost.",
    hasGrace: true)
}
