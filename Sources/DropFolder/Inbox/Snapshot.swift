/// A copy of a claimed file that nobody else can write into: what is parsed and archived.
package struct Snapshot: Hashable, Sendable {
  /// Its name in the folder that it was copied into.
  package let name: FileName
  package let digest: FileDigest
  /// What the claimed file looked like before and after the copying.
  package let source: FileStatus

  package init(name: FileName, digest: FileDigest, source: FileStatus) {
    self.name = name
    self.digest = digest
    self.source = source
  }
}
