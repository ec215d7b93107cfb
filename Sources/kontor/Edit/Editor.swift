import Exchange
import Foundation
import Glibc
import Operations

/// The editor that a person likes, as git and others find it: the variable VISUAL, or EDITOR.
struct Editor {
  /// What the shell is given.
  let command: String

  init() throws(Failure) {
    let environment = ProcessInfo.processInfo.environment
    let named = [environment["VISUAL"], environment["EDITOR"]].compactMap { $0 }.first { !$0.isEmpty }
    guard let named else {
      throw Failure(
        .usage,
        "no editor is known: set the variable VISUAL or EDITOR, such as EDITOR=nano, or put a copy right elsewhere and hand "
          + "it in: kontor edit ID --file corrected.xml")
    }
    command = named
  }

  /// Opens a file on the terminal that the command was run on, and waits until the editor has ended.
  ///
  /// Foundation's Process would put it into a process group of its own, which must not read from the terminal.
  func open(_ path: String) throws(Failure) {
    // An interrupt is for the editor, which may take it for something else than the end.
    let handlers = [SIGINT, SIGQUIT].map { ($0, signal($0, SIG_IGN)) }
    defer { for (number, handler) in handlers { signal(number, handler) } }
    let started = start(path)
    guard case .success(let process) = started else {
      if case .failure(let error) = started { throw error }
      return
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      if errno != EINTR { throw Failure(.software, "cannot wait for the editor: \(String(cString: strerror(errno)))") }
    }
    // The low seven bits are the signal that ended it; above eight bits stands its exit code.
    guard status & 0x7F == 0, status >> 8 == 0 else {
      let how = status & 0x7F == 0 ? "exit code \(status >> 8)" : "signal \(status & 0x7F)"
      throw Failure(.usage, "the editor \(Printable.line(command)) ended with \(how), so nothing was handed in")
    }
  }

  private func start(_ path: String) -> Result<pid_t, Failure> {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGPIPE, SIGINT, SIGQUIT] { sigaddset(&signals, number) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    // A command with options is for the shell to take apart; the path is never looked into by it.
    let arguments = ["/bin/sh", "-c", "\(command) \"$@\"", command, path]
    let environment = ProcessInfo.processInfo.environment.map { "\($0)=\($1)" }
    var argv = arguments.map { strdup($0) } + [nil]
    var envp = environment.map { strdup($0) } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, "/bin/sh", nil, &attributes, &argv, &envp)
    guard code == 0 else {
      return .failure(Failure(.software, "cannot start /bin/sh: \(String(cString: strerror(code)))"))
    }
    return .success(process)
  }
}
