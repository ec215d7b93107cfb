import Exchange
import Synchronization

/// The configuration as its files have it: read again when they change, and kept as it was while they are wrong.
final class ConfigurationInForce: Sendable {
  private struct State {
    var configuration: Configuration
    var stamps: FileStamps
    var looked: ContinuousClock.Instant
    /// Why the files are not what is in force; nil where they are.
    var refusal: ConfigurationError?
  }

  private static let pause = Duration.seconds(2)

  private let file: String
  private let state: Mutex<State>

  init(file: String) throws(ConfigurationError) {
    self.file = file
    let stamps = FileStamps(of: [file])
    let configuration = try Configuration.checked(from: file)
    state = Mutex(
      State(configuration: configuration, stamps: Self.stamps(stamps, configuration), looked: .now))
  }

  var current: Configuration { state.withLock { renewed(&$0).configuration } }

  var refusal: ConfigurationError? { state.withLock { renewed(&$0).refusal } }

  private func renewed(_ state: inout State) -> State {
    guard ContinuousClock.now - state.looked >= Self.pause else { return state }
    state.looked = .now
    let seen = state.stamps.again()
    guard seen != state.stamps else { return state }
    do throws(ConfigurationError) {
      let configuration = try Configuration.checked(from: file)
      state.stamps = Self.stamps(FileStamps(of: [file]), configuration)
      state.configuration = configuration
      state.refusal = nil
    } catch {
      state.stamps = seen
      state.refusal = error
    }
    return state
  }

  private static func stamps(_ stamps: FileStamps, _ configuration: Configuration) -> FileStamps {
    var stamps = stamps
    stamps.add(configuration.files)
    return stamps
  }
}
