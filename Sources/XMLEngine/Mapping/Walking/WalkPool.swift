import CLibXML2
import CLibXSLT
import Synchronization

/// The memory of walks that are done, for the next ones. Each thread that applies a program takes one for itself.
final class WalkPool: Sendable {
  private let program: Program
  private let free = Mutex(Idle())
  private let handed = Atomic<Int>(0)

  /// Documents that libxslt had to take.
  var handedOver: Int { handed.load(ordering: .relaxed) }

  /// `@unchecked`: what is in here is in use by nobody, and is taken out under the lock by one thread only.
  private struct Idle: @unchecked Sendable {
    var walks: [Walk] = []
  }

  /// More than the threads that map at a time need not be kept.
  private static let most = 16

  init(_ program: Program) {
    self.program = program
  }

  deinit {
    free.withLock { idle in
      for walk in idle.walks { walk.deallocate() }
    }
  }

  /// The result tree of a document; nil where libxslt has to make it.
  ///
  /// - Parameter decimalFormat: the stylesheet's own; it lives as long as the pool.
  func apply(
    to source: xmlDocPtr, parameters: [String: String], _ decimalFormat: xsltDecimalFormatPtr?
  ) -> xmlDocPtr? {
    guard let result = emptyResult() else { return nil }
    var walk = free.withLock { $0.walks.popLast() } ?? Walk(program, decimalFormat)
    defer {
      let isKept = free.withLock { idle in
        guard idle.walks.count < Self.most else { return false }
        idle.walks.append(walk)
        return true
      }
      if !isKept { walk.deallocate() }
    }
    do {
      try walk.run(source, into: result, given: parameters, program)
      guard !program.methodIsOpen || !Self.looksLikeHTML(result) else { throw GiveUp() }
      return result
    } catch {
      xmlFreeDoc(result)
      handed.add(1, ordering: .relaxed)
      return nil
    }
  }

  private func emptyResult() -> xmlDocPtr? {
    guard let result = xmlNewDoc("1.0") else { return nil }
    result.pointee.dict = xmlDictCreateSub(program.dictionary)
    result.pointee.charset = CInt(XML_CHAR_ENCODING_UTF8.rawValue)
    if let encoding = program.encoding { result.pointee.encoding = UnsafePointer(xmlStrdup(encoding)) }
    return result
  }

  /// Where no method is named, such a root makes the output HTML (XSLT 1.0, section 16).
  private static func looksLikeHTML(_ result: xmlDocPtr) -> Bool {
    guard let root = xmlDocGetRootElement(result), root.pointee.ns == nil else { return false }
    return xmlStrcasecmp(root.pointee.name, "html") == 0
  }
}
