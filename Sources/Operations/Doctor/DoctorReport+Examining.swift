import DropFolder
package import Exchange

extension DoctorReport {
  /// So many folders are probed at a time: more would only measure each other.
  private static let atOnce = 8

  /// Probes the folders of one system, or all of them, each in a process of its own. Takes up to ten seconds for each
  /// eight of them.
  ///
  /// - Parameter progress: called with the folders that are probed next, as the configuration has them.
  package static func examining(
    _ configuration: Configuration, only system: System? = nil, progress: ([String]) -> Void = { _ in }
  ) throws -> DoctorReport {
    let folders = configuration.examinedFolders(of: system)
    var examined: [DoctorReport.Folder] = []
    var rest = folders[...]
    while !rest.isEmpty {
      let batch = rest.prefix(atOnce)
      rest = rest.dropFirst(atOnce)
      progress(batch.map(\.written.written))
      let probes = try batch.map { try FolderExamination(arguments: FolderExamination.arguments(for: $0)) }
      for (folder, probe) in zip(batch, probes) {
        examined.append(report(folder, probe.answer(), in: configuration))
      }
    }
    for (index, finding) in FolderAdvice.same(zip(folders, examined).map { ($0, $1.identity) }) {
      examined[index].add([finding])
      examined[index].isClash = true
    }
    return DoctorReport(user: ProbeUser.current().name, folders: examined)
  }

  /// Whether two folders are one and the same, which is wrong whatever else they can do.
  package var hasClash: Bool { folders.contains(where: \.isClash) }

  private static func report(
    _ folder: ExaminedFolder, _ answer: FolderExamination.Answer, in configuration: Configuration
  ) -> DoctorReport.Folder {
    switch answer {
    case .probe(var probe):
      if let settle = folder.settle, probe.fileSystem != nil {
        let place = configuration.systems.first { $0.name == folder.system }?.place ?? folder.written.place
        probe.add([
          FolderAdvice.settling(settle, isLocal: probe.isLocal, keyPlace: place, file: configuration.file)
        ])
      }
      return DoctorReport.Folder(folder, probe: probe)
    case .silence:
      return DoctorReport.Folder(
        folder,
        silence: Finding(
          .answer, .fault, "does not answer within \(FolderExamination.patience.components.seconds) s",
          "Kontor would wait for it as long as the kernel does, and other systems with it.",
          change: "Look at the file server, the network and the mount; unmount what is gone for good (umount -l)."))
    case .failure(let reason):
      return DoctorReport.Folder(
        folder,
        silence: Finding(
          .answer, .fault, reason, "Nothing is known of this folder.",
          change: "Run kontor doctor again; if it stays so, please report it."))
    }
  }
}
