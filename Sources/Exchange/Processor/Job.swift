import DropFolder

/// An interchange in the processor's hands: its row, its claimed file, and where its copy lies.
struct Job {
  var interchange: Interchange
  /// Nil where the claimed file is gone, which matters only before the decision.
  let claim: ClaimedFile?
  let port: Port
  /// It was begun by an earlier run: what that run left behind is not trusted without a look.
  var isResumed = false
  /// It waited for its end as long as it may: what ends too early now is cut off.
  var hasWaitedEnough = false

  var id: InterchangeID { interchange.id }

  /// The name of its copy in the archive's `incoming` folder.
  var snapshot: FileName {
    get throws(FolderError) { try FileName.safe(id.text) }
  }

  /// Its name in the archive or among the rejected files: the id, then what its sender called it.
  var filedName: FileName {
    FileName.makeSafe(from: String("\(id.text)-\(interchange.fileName.display)".prefix(100)))
  }
}
