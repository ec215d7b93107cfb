import ArgumentParser
import Console
import DropFolder
import Exchange
import Operations

struct ConsoleCommand: Action {
  static let configuration = CommandConfiguration(
    commandName: "console",
    abstract: "Show the operator's console in the browser.",
    discussion: """
      Serves the pages until it gets SIGTERM or SIGINT. It carries no files: decisions that are made in it wait on the desk \
      for kontor run or kontor scan. kontor run serves the same pages by itself where the configuration has a console: \
      section.

        kontor console
        kontor console --listen 127.0.0.1:9000

      Where nobody is named who may log in, it listens on the loopback interface alone and prints a link that lets you in \
      once. kontor console user add names somebody.
      """,
    subcommands: [ConsoleUserCommand.self])

  static let onBrokenPipe = Output.BrokenPipe.goesSilent

  @Option(
    help: ArgumentHelp(
      "Where to listen. Without it: as the configuration says, or at 127.0.0.1:8080.", valueName: "address"))
  var listen: ListeningArgument?

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let workplace = try Workplace(configurationFile: session.configurationFile)
    var rule = workplace.configuration.console ?? workplace.configuration.standardConsole
    if let listen { rule.listen = listen.address }
    let notes = ConsoleNotes()
    let site = ConsoleSite(
      workplace, rule: rule, localOperator: DecisionOptions.user, tell: { notes.add($0) })
    let board = Board()
    var wakes = try FolderEvents()
    StopSignal.listen(waking: wakes.wakeDescriptor)
    ReloadSignal.listen(waking: wakes.wakeDescriptor)
    var server = try serve(site, board)
    defer {
      server.stop()
      site.end()
    }
    try greet(server, site, rule, try workplace.heartbeat, session)
    while !StopSignal.hasCome {
      if ReloadSignal.take(), rule.encryption != nil { server = try renewed(server, site, board, session) }
      for note in notes.take() { session.complain(Failure(.software, note)) }
      board.noteMove()
      board.put(readiness(workplace))
      _ = wakes.wait(for: .seconds(1))
    }
    return .done
  }

  private func serve(_ site: ConsoleSite, _ board: Board) throws(Failure) -> ConsoleServer {
    do throws(ListeningError) {
      // It measures nothing; kontor run does.
      return try site.serve(MachineRoom(live: board.machineRoom.live, ready: board.machineRoom.ready))
    } catch {
      throw Failure(.ioError, error.message)
    }
  }

  /// One with the certificate as it is now, unless that is wrong.
  private func renewed(_ server: ConsoleServer, _ site: ConsoleSite, _ board: Board, _ session: Session)
    throws(Failure) -> ConsoleServer
  {
    do throws(ListeningError) {
      _ = try site.certificate()
    } catch {
      session.complain(Failure(.configuration, error.message))
      return server
    }
    server.stop()
    return try serve(site, board)
  }

  /// It can do its work where somebody takes what it puts on the desk.
  private func readiness(_ workplace: Workplace) -> Board.Readiness {
    var readiness = Board.Readiness(
      ready: false, environment: workplace.configuration.environment.rawValue, reasons: [])
    do {
      let health = Health(try workplace.heartbeat, at: .now())
      readiness.ready = health.verdict == .well
      readiness.reasons = health.verdict == .down ? [health.summary] : health.reasons
    } catch {
      readiness.reasons = ["\(error)"]
    }
    return readiness
  }

  // MARK: - What is printed

  private struct Greeting: Encodable {
    var url: String
    /// Lets the reader in, once. Null where there are users.
    var link: String?
    /// Why decisions wait; null where somebody carries files.
    var warning: String?
  }

  private func greet(
    _ server: ConsoleServer, _ site: ConsoleSite, _ rule: ConsoleRule, _ heartbeat: Heartbeat?, _ session: Session
  ) throws {
    let url = server.url(isEncrypted: rule.encryption != nil)
    let link = site.gate.invite(at: .now()).map { String(url.dropLast()) + $0 }
    let health = Health(heartbeat, at: .now())
    let warning = health.verdict == .down ? "\(health.summary) Until then decisions wait on the desk." : nil
    if shared.json {
      try session.out.json(Greeting(url: url, link: link, warning: warning))
    } else {
      session.out.line("The console is at \(url)")
      if let link {
        session.out.line("This link lets you in, once, within ten minutes:")
        session.out.line("  \(link)")
      }
    }
    session.out.flush()
    if let warning { session.complain(Failure(.unavailable, warning)) }
  }
}

/// An address of this machine with a port; port 0 lets the kernel choose.
struct ListeningArgument: ExpressibleByArgument {
  let address: ListeningAddress

  init?(argument: String) {
    guard let address = ListeningAddress(argument) else { return nil }
    self.address = address
  }
}
