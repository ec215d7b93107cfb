import Console
import DropFolder
import Exchange
import Operations

/// The console inside of the service. Whatever becomes of it, files are carried.
///
/// It has threads and connections of its own; the thread of the service only starts it, ends it, and writes down what it
/// has to say.
final class ServiceConsole {
  private static let pauseBetweenTries = Duration.seconds(30)

  private let configurationFile: String
  private let board: Board
  private let log: Log
  private let clock = MonotonicClock()
  private let notes = ConsoleNotes()
  private var site: ConsoleSite?
  private var server: ConsoleServer?
  private var tried: Duration?

  init(configurationFile: String, board: Board, log: Log) {
    self.configurationFile = configurationFile
    self.board = board
    self.log = log
  }

  /// Starts it where it is wanted and does not run, and not more often than now and then where it cannot; writes down what
  /// it has to say.
  ///
  /// - Parameter isWished: somebody asked for everything to be read anew. A certificate is, too.
  func look(after rule: ConsoleRule?, isWished: Bool = false) {
    for note in notes.take() { log.write(.error, "console in trouble", ["reason": note]) }
    guard let rule else { return }
    if isWished, server != nil, rule.encryption != nil { endServer() }
    guard server == nil, isWished || tried.map({ clock.now - $0 >= Self.pauseBetweenTries }) ?? true else { return }
    tried = clock.now
    start(rule)
  }

  /// Makes room for one with the certificate as it is now, unless that is wrong.
  private func endServer() {
    do throws(ListeningError) {
      _ = try site?.certificate()
      server?.stop()
      server = nil
    } catch {
      log.write(
        .error, "certificate refused", ["reason": error.message, "effect": "the one that was read before stays in use"])
    }
  }

  private func start(_ rule: ConsoleRule) {
    do {
      let site = try site ?? makeSite(rule)
      self.site = site
      let server = try site.serve(board.machineRoom)
      self.server = server
      log.write(.info, "console started", ["at": server.url(isEncrypted: rule.encryption != nil)])
    } catch {
      log.once(
        "\(error)", .error, "console not started",
        ["reason": "\(error)", "effect": "files are carried; it is tried again every half minute"])
    }
  }

  private func makeSite(_ rule: ConsoleRule) throws -> ConsoleSite {
    let notes = notes
    return ConsoleSite(
      try Workplace(configurationFile: configurationFile), rule: rule, localOperator: DecisionOptions.user,
      tell: { notes.add($0) })
  }

  /// Ends it within two seconds.
  func stop() {
    server?.stop()
    site?.end()
    server = nil
    site = nil
  }
}

extension ConsoleServer {
  /// What is typed into a browser.
  func url(isEncrypted: Bool) -> String { (isEncrypted ? "https://" : "http://") + address + "/" }
}
