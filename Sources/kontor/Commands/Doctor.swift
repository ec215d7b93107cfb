import ArgumentParser
import DropFolder
import Exchange
import Operations

struct Doctor: Action {
  static let configuration = CommandConfiguration(
    abstract: "Say what each folder can promise, and what should be changed.",
    discussion: """
      Tries out, in a hidden folder of its own, what the file system under each folder can do: rename without replacing, \
      fsync, times, capitals, events, leases, space, rights. Says how files are taken there, what can be promised, and \
      what the administrator should change. Nothing that is there is touched; safe while the service runs. Run it as \
      the service's user, because rights are a matter of who asks.

        sudo -u kontor kontor doctor
        kontor doctor --system crm

      Exits with 0 if every folder can keep the promise, with 1 if something should be changed, with 74 if a folder \
      cannot be used or does not answer within 10 s, with 78 if the configuration is wrong.
      """)

  @Option(help: ArgumentHelp("Only the folders of this system.", valueName: "name"))
  var system: String?

  @OptionGroup var shared: SharedOptions

  /// So many folders are probed at a time: more would only measure each other.
  private static let atOnce = 8

  func perform(_ session: Session) throws -> Outcome {
    // Read, but not checked against the disk: looking at a share that does not answer would hang here.
    let configuration = try session.configuration()
    let folders = configuration.examinedFolders(of: try session.system(named: system, in: configuration))
    var examined: [DoctorReport.Folder] = []
    var rest = folders[...]
    while !rest.isEmpty {
      let batch = rest.prefix(Self.atOnce)
      rest = rest.dropFirst(Self.atOnce)
      session.err.progress("probing \(batch.map(\.written.written).joined(separator: ", ")) …")
      let probes = try batch.map { try FolderExamination(arguments: FolderExamination.arguments(for: $0)) }
      for (folder, probe) in zip(batch, probes) {
        examined.append(Self.report(folder, probe.answer(), in: configuration))
      }
    }
    let clashes = FolderAdvice.same(zip(folders, examined).map { ($0, $1.identity) })
    for (index, finding) in clashes { examined[index].add([finding]) }
    session.err.flush()

    let report = DoctorReport(user: ProbeUser.current().name, folders: examined)
    if shared.json { try session.out.json(report) } else { DoctorText(report: report, output: session.out).print() }
    if !clashes.isEmpty { return .configuration }
    switch report.weight {
    case .fault: return .ioError
    case .advice: return .attention
    case .note, .good: return .done
    }
  }

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
