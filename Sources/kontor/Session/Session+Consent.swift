import Exchange
import Glibc
import Operations

extension Session {
  /// Somebody sits at a terminal who can be asked.
  var isInteractive: Bool { isatty(0) == 1 && err.isTerminal }

  /// Tells what is about to happen, and asks whether it should.
  ///
  /// - Parameter isAgreed: it was said on the command line already.
  /// - Throws: with the exit code of a wrong command line where nobody can be asked.
  func consents(to question: String, isAgreed: Bool) throws(Failure) -> Bool {
    out.flush()
    if isAgreed { return true }
    guard isInteractive else {
      throw Failure(.usage, "\(question) Say yes with --yes; --dry-run tells what would come of it")
    }
    switch ask(question, "y/N") {
    case "y", "yes": return true
    default:
      err.line("nothing was done")
      return false
    }
  }

  /// Asks a person, and answers the first word of the answer in lower case; empty where there is none.
  func ask(_ question: String, _ choices: String) -> String {
    out.flush()
    err.write("\(Printable.line(question)) (\(choices)) ")
    err.flush()
    let answer = readLine() ?? ""
    return answer.split(separator: " ").first.map { $0.lowercased() } ?? ""
  }
}
