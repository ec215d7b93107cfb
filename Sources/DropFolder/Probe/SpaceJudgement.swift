/// Whether the space that is left will do for a while.
enum SpaceJudgement {
  /// Less is soon filled by one large interchange with its copies.
  private static let fewBytes: UInt64 = 1_000_000_000
  private static let fewFiles: UInt64 = 10_000

  static func finding(_ fileSystem: FileSystem) -> Finding {
    // The probe has just made files: a file system that says zero has no limit of files.
    let isUnlimited = fileSystem.totalFiles == 0
    let files = isUnlimited ? "no limit of files" : "\(fileSystem.freeFiles) more files"
    let measured = "\(amount(fileSystem.freeBytes)) of \(amount(fileSystem.totalBytes)) free, \(files)"
    if fileSystem.freeBytes < fewBytes || !isUnlimited && fileSystem.freeFiles < fewFiles {
      return Finding(
        .space, .advice, measured, "When it is full Kontor stops, loses nothing, and goes on when there is space.",
        change: "Free space or enlarge the file system; keep at least 1 GB and 10000 files.")
    }
    return Finding(.space, .good, measured, "That does for a while.")
  }

  private static func amount(_ bytes: UInt64) -> String {
    if bytes < 1_000_000_000 { return "\(bytes / 1_000_000) MB" }
    return "\(bytes / 1_000_000_000) GB"
  }
}
