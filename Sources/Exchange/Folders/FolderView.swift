package import DropFolder

/// What can be said of a system's folder at one glance, without touching it.
package struct FolderView {
  /// As the configuration has it.
  package let path: ConfiguredPath
  /// Why it cannot be used, with the remedy; nil where it can.
  package let fault: String?
  /// Files that lie there under a name that is taken.
  package private(set) var files = 0
  /// Files under a name that programs give to unfinished ones.
  package private(set) var unfinished = 0

  /// - Parameters:
  ///   - rules: nil for a folder that is not read by names.
  ///   - register: what the ledger knows; nil for a folder that bears no marker.
  ///   - reserve: how much must be free, in bytes.
  package init(_ path: ConfiguredPath, rules: NameRules? = nil, register: FolderRegister?, reserve: Int) {
    self.path = path
    do throws(FolderError) {
      let folder = try Folder(path: path.absolute)
      try register?.check(folder, at: path.absolute)
      try Reserve(bytes: UInt64(reserve)).check(folder)
      let names = try folder.entries().filter { $0.kind == nil || $0.kind == .regular }.map(\.name)
      let facts = PathFacts(path: path.absolute)
      fault = facts.isWritable ? nil : "This user may not write into it. Give it to the user with chown or chgrp."
      for name in names {
        switch (rules ?? NameRules(patterns: ["*"])).reason(against: name) {
        case nil: files += 1
        case .unfinishedName: unfinished += 1
        default: break
        }
      }
    } catch {
      fault = error.message
    }
  }
}
