/// Names that not every file system takes.
enum ProbedNames {
  static let long = FileName(unchecked: [UInt8](repeating: 0x6C, count: FileName.longest))
  /// `größe` in ISO 8859-1, which is not UTF-8.
  static let foreign = FileName(unchecked: [0x67, 0x72, 0xF6, 0xDF, 0x65])
}

extension Prober {
  /// Whether `CASE-A` finds `case-a`.
  func foldsCase() throws(FolderError) -> Bool {
    try ground.folder.remove("case-a")
    try ground.write("case-a")
    return try ground.folder.status(of: "CASE-A") != nil
  }

  func letterCase() throws(FolderError) -> Finding {
    let clashing = role == .inbox ? Prober.clashes(among: try root.entries().map(\.name)) : 0
    return Prober.judge(foldsCase: try foldsCase(), clashing: clashing)
  }

  /// - Parameter clashing: names in the folder that differ from another one in nothing but capitals.
  static func judge(foldsCase: Bool, clashing: Int) -> Finding {
    if foldsCase {
      return Finding(
        .letterCase, .note, "capitals do not count: a.xml and A.xml are the same file",
        "A sender that drops both replaces the first by the second before Kontor sees it.",
        change: nil)
    }
    if clashing == 0 { return Finding(.letterCase, .good, "capitals count", "a.xml and A.xml are two files.") }
    return Finding(
      .letterCase, .advice, "capitals count, and \(clashing) names differ from another one only in them",
      "Windows clients of this folder see one file of each such pair.",
      change: "Let the sender use names that differ in more than capitals.")
  }

  static func clashes(among names: [FileName]) -> Int {
    var seen: Set<[UInt8]> = []
    return names.count { !seen.insert($0.bytes.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }).inserted }
  }

  func names() throws(FolderError) -> Finding {
    Prober.judge(long: try holds(ProbedNames.long), foreign: try holds(ProbedNames.foreign))
  }

  static func judge(long: Bool, foreign: Bool) -> Finding {
    let measured =
      "names of 255 bytes \(long ? "can" : "cannot") be kept, names that are not UTF-8 \(foreign ? "can" : "cannot")"
    // What Kontor gives is ASCII of 120 bytes at most, but a claimed file keeps its sender's name behind an id.
    return Finding(
      .names, long && foreign ? .good : .note, measured,
      long
        ? "Kontor's own names, ASCII of at most 120 bytes, fit."
        : "Files with very long names may be refused at the claim.")
  }

  private func holds(_ name: FileName) throws(FolderError) -> Bool {
    do {
      try ground.write(name)
      return try ground.folder.entries().contains { $0.name == name }
    } catch let error where error.code == .invalidName {
      return false
    }
  }
}
