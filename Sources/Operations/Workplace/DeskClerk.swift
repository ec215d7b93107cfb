import DropFolder
import Exchange

/// Puts decisions on the desk, on a thread of its own: the folder may be slow.
actor DeskClerk {
  private let queue = OwnQueue("desk")

  nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

  func drop(_ decisions: [Decision], as number: String?, _ configuration: Configuration) throws -> DroppedFile {
    guard DecisionFiles.split(decisions).count == 1 else {
      throw Failure(
        .usage, "\(Phrase.many(decisions.count, "decision")) are too many for one file; give them as a bulk action")
    }
    do throws(FolderError) {
      return try DeskPost(configuration).drop(decisions, as: number)
    } catch {
      throw Failure(error.code == .locked ? .temporary : .ioError, "The desk took nothing. \(error.message)")
    }
  }
}
