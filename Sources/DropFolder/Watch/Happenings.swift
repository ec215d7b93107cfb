/// What one wait for events came to. Only a hint where to look first.
package struct Happenings: Hashable, Sendable {
  /// Folders in which something was finished, renamed in or linked in, by the paths under which they are watched.
  package var folders: Set<String> = []
  /// Events were lost: anything may have happened in any folder.
  package var isEverything = false
  /// Folders that are no longer watched, because they were moved, deleted or unmounted.
  package var lost: Set<String> = []

  package init() {}

  package var isEmpty: Bool { folders.isEmpty && !isEverything && lost.isEmpty }
}
