import DropFolder

/// An interchange in the processor's hands: its row, its claimed file, and where its copy lies.
struct Job {
  var interchange: Interchange
  /// Nil where the claimed file is gone, which matters only before the decision.
  let claim: ClaimedFile?
  /// What the claimed file looked like when it was copied; nil where this process did not copy it.
  var source: FileStatus?
  let port: Port
  /// It was begun by an earlier run: what that run left behind is not trusted without a look.
  var isResumed = false
  /// It waited for its end as long as it may: what ends too early now is cut off.
  var hasWaitedEnough = false

  var id: InterchangeID { interchange.id }

  /// The same after an attempt that failed.
  var resumed: Job {
    var job = self
    job.isResumed = true
    return job
  }

  /// The name of its copy in the archive's `incoming` folder.
  var snapshot: FileName {
    get throws(FolderError) { try FileName.safe(id.text) }
  }

  var filedName: FileName { interchange.filedName }
}
