import ArgumentParser
import DropFolder
import Exchange
import Foundation
import LedgerSQLite
import Operations

struct Init: Action {
  static let configuration = CommandConfiguration(
    abstract: "Make the folders that a configuration needs, and a configuration if there is none.",
    discussion: """
      Makes every inbox and outbox, the archive, the folder for rejected files, and the ledger. Where there is no \
      configuration yet, the one that ships is copied first, with its schemas and the packs of its formats. Each folder \
      gets a small hidden file, by which the ledger knows it again: a share that is not mounted is then told from an empty folder. \
      Nothing else that is there is changed, so it can be run again at any time.

      With --crm and --erp the configuration is one for these two formats, with their packs and with everything in its flows \
      that they can carry; kontor formats lists them. Who owns what is agreed as in the one that ships.

        kontor init /srv/kontor
        kontor init --crm exchange --erp sap-business-one /srv/kontor
      """)

  @Argument(
    help: ArgumentHelp(
      "Where the configuration is or is to be.",
      discussion: "Without it, where every command looks for one: see --config. If there is none, the current folder."),
    completion: .directory)
  var folder: String?

  @Option(
    help: ArgumentHelp(
      "Write a configuration for a CRM that speaks this format. Without it, but with --erp: exchange.",
      valueName: "format"))
  var crm: String?

  @Option(
    help: ArgumentHelp(
      "Write a configuration for an ERP that speaks this format. Without it, but with --crm: exchange.",
      valueName: "format"))
  var erp: String?

  @Option(
    help: ArgumentHelp(
      "Mark this folder anew, which the ledger knows and which was made anew or restored. Can be given several times.",
      valueName: "path"), completion: .directory)
  var markReplaced: [String] = []

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let path = folder.map { $0 + "/kontor.yaml" } ?? shared.configurationPath
    if folder != nil, shared.config != nil {
      throw Failure(.usage, "a folder and --config say the same thing in two ways; give one of them")
    }
    var initialisation = Initialisation()
    var sample: String?
    if crm != nil || erp != nil {
      let pair = try NewPair(crm: crm, erp: erp, at: path)
      sample = try pair.make(&initialisation, in: Self.absoluteFolder(of: path))
    } else if PathFacts(path: path).kind == .missing {
      guard path.split(separator: "/").last == "kontor.yaml" else {
        throw Failure(
          .configuration,
          "\(path) does not exist, and the configuration that ships is called kontor.yaml; name a folder")
      }
      let share = try StarterFolder.find()
      let shipped = try Configuration.read(from: share + "/kontor.yaml")
      let packs = shipped.formats.compactMap {
        $0.pack?.absolute.split(separator: "/").dropLast().last.map(String.init)
      }
      try initialisation.copyStarter(from: share, packs: packs, to: Self.absoluteFolder(of: path))
    }
    let configuration = try Configuration.read(from: path)
    let replaced = try Set(markReplaced.map { try session.managedFolder($0, of: configuration) })
    let hadLedger = PathFacts(path: configuration.ledger.absolute).kind == .file
    if !hadLedger, let marked = Self.marked(of: configuration) {
      throw Failure(
        .ioError,
        "\(marked) bears the marker of a ledger, and there is none at \(configuration.ledger.absolute); if it was lost, "
          + "run kontor rebuild; if all begins anew, delete \(FolderMarker.fileName.display) in every folder first")
    }
    try initialisation.makeFolder(configuration.ledgerFolder)
    // Opening it is what creates it, and brings one of an older version up to date.
    let ledger = try session.ledger(of: configuration, for: .processing, creating: true)
    let register = try FolderRegister(ledger)
    var faults: [FolderError] = []
    for folder in configuration.managedFolders {
      do {
        // A folder that the ledger knows is not made again: it is probably not mounted.
        if !register.knows(folder) || replaced.contains(folder) { try initialisation.makeFolder(folder) }
        if try register.introduce(folder, of: configuration, replacing: replaced.contains(folder)) {
          initialisation.add("\(folder)/\(FolderMarker.fileName.display)")
        }
      } catch let error as FolderError {
        faults.append(error)
      }
    }
    var made = initialisation.made
    if !hadLedger { made.append(configuration.ledger.absolute) }
    if !faults.isEmpty { throw Failure(.ioError, faults.map(\.description).joined(separator: "\n")) }
    if shared.json {
      try session.out.json(InitReport(configuration: path, made: made, sample: sample))
    } else {
      for path in made { session.out.line("made  \(Printable.line(path))") }
      session.out.line(
        made.isEmpty
          ? "\(Printable.line(path)): everything was there already"
          : "\(Printable.line(path)): ready; drop files into \(Self.inboxes(configuration)) and run kontor scan")
      if let sample { session.out.line("try: \(way(to: path))cp \(sample) inbox/crm/ && kontor scan") }
    }
    return .done
  }

  /// What leads to where the paths of the configuration start; empty where one is there.
  private func way(to path: String) -> String {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    return folder.isEmpty || folder == "." ? "" : "cd \(Printable.line(folder)) && "
  }

  /// A folder that bears a marker already; nil where none does, or none can be read.
  private static func marked(of configuration: Configuration) -> String? {
    configuration.managedFolders.first { (try? FolderRegister.isMarked($0)) ?? false }
  }

  private static func inboxes(_ configuration: Configuration) -> String {
    configuration.systems.compactMap { $0.inbox?.written }.joined(separator: " or ")
  }

  private static func absoluteFolder(of path: String) -> String {
    let whole = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    let components = whole.split(separator: "/").filter { $0 != "." }.dropLast()
    return "/" + components.joined(separator: "/")
  }
}

/// What `init --json` says.
private struct InitReport: Encodable {
  var configuration: String
  /// Absolute paths, in the order in which they were made.
  var made: [String]
  /// A file to try it with, from the folder of the configuration.
  var sample: String?
}
