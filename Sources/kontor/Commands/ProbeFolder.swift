import ArgumentParser
import DropFolder
import Exchange
import Operations

/// Probes one folder and prints what came out, for `kontor doctor`.
///
/// A process of its own: whoever asks a file server that does not answer hangs in the kernel, and only the end of its
/// process frees it.
struct ProbeFolder: Action {
  static let configuration = CommandConfiguration(
    commandName: "probe-folder", abstract: "Probe one folder, for kontor doctor.", shouldDisplay: false)

  @Option var role: WordArgument<FolderRole>

  @Argument var path: String

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    try session.out.json(FolderProbe(of: path, as: role.value), onOneLine: true)
    return .done
  }
}
