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

  func perform(_ session: Session) throws -> Outcome {
    // Read, but not checked against the disk: looking at a share that does not answer would hang here.
    let configuration = try session.configuration()
    let system = try session.system(named: system, in: configuration)
    let report = try DoctorReport.examining(configuration, only: system) { folders in
      session.err.progress("probing \(folders.joined(separator: ", ")) …")
    }
    session.err.flush()
    if shared.json { try session.out.json(report) } else { DoctorText(report: report, output: session.out).print() }
    if report.hasClash { return .configuration }
    switch report.weight {
    case .fault: return .ioError
    case .advice: return .attention
    case .note, .good: return .done
    }
  }
}
