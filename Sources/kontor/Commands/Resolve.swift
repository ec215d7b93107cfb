import ArgumentParser
import DropFolder
import Exchange
import LedgerSQLite

struct Resolve: Action {
  static let configuration = CommandConfiguration(
    abstract: "Say of documents in doubt that the receiver has them.",
    discussion: """
      A document is in doubt when its prepared file is not what was written, or when the folder that held it was replaced: \
      then nobody but the receiver knows whether it arrived, and Kontor sends nothing more of that file. Ask the receiver. \
      If it has the document, say so here, and the next scan goes on. If it has not, say so here too, and let the sender \
      send the record again under a new control number.

        kontor show 01KAVB0QZ3              which documents are in doubt
        kontor resolve 01KAVB0QZ3-2
      """)

  @Argument(help: ArgumentHelp("Ids of documents, as kontor show tells them.", valueName: "document"))
  var documents: [String]

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let ledger = try session.ledger(of: try session.configuration(), for: .processing)
    var resolved: [String] = []
    for document in documents {
      guard try ledger.resolveDoubt(of: document) else {
        throw Failure(.usage, "no document \(document) is in doubt; kontor show tells which are")
      }
      resolved.append(document)
    }
    if shared.json {
      try session.out.json(ResolveReport(resolved: resolved))
    } else {
      for document in resolved { session.out.line("\(document): counts as sent; the next scan goes on with its file") }
    }
    return .done
  }
}

/// What `resolve --json` says.
private struct ResolveReport: Encodable {
  var resolved: [String]
}
