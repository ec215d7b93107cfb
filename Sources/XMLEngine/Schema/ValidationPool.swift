import CLibXML2
import Synchronization

/// Validation contexts of one schema that are used again: making one costs more than validating a small document.
///
/// libxml2 clears a context when it has validated a document with it, whatever the outcome. One that failed for a reason
/// of its own is thrown away.
final class ValidationPool: Sendable {
  /// A context with the sink that its errors go to.
  final class Context {
    let pointer: xmlSchemaValidCtxtPtr
    let sink = ViolationSink()

    init?(_ schema: xmlSchemaPtr) {
      guard let pointer = xmlSchemaNewValidCtxt(schema) else { return nil }
      self.pointer = pointer
      kontor_xmlSchemaSetValidErrors(pointer, ViolationSink.receive, Unmanaged.passUnretained(sink).toOpaque())
    }

    deinit { xmlSchemaFreeValidCtxt(pointer) }
  }

  /// `@unchecked`: what is in here is in use by nobody, and is taken out under the lock by one thread only.
  private struct Idle: @unchecked Sendable {
    var contexts: [Context] = []
  }

  private let free = Mutex(Idle())

  /// More than the threads that validate at a time need not be kept.
  private static let most = 16

  /// Takes a context, or makes one; nil where there is no memory.
  func take(_ schema: xmlSchemaPtr) -> Context? {
    let idle = free.withLock { TakenContext(context: $0.contexts.popLast()) }
    return idle.context ?? Context(schema)
  }

  /// Gives a context back that validated a document.
  func giveBack(_ context: Context) {
    context.sink.violations.removeAll(keepingCapacity: true)
    let taken = TakenContext(context: context)
    free.withLock { idle in
      guard let context = taken.context, idle.contexts.count < Self.most else { return }
      idle.contexts.append(context)
    }
  }

  /// Throws away what is kept; the schema is about to go.
  func empty() {
    free.withLock { $0.contexts = [] }
  }
}

/// `@unchecked`: only the thread that took it has it.
private struct TakenContext: @unchecked Sendable {
  let context: ValidationPool.Context?
}
