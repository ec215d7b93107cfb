/// What a system call answered when it failed. It has no path: only who made the call knows what it was about.
package struct CallError: Error, Hashable, Sendable {
  package let call: FileCall
  package let errno: Int32

  package init(_ call: FileCall, errno: Int32) {
    self.call = call
    self.errno = errno
  }
}

/// The calls of ``FileCalls`` and the few others here: the same errno means different things to different calls.
///
/// The words complete "Cannot …".
package enum FileCall: String, Hashable, Sendable, CaseIterable {
  case openFolder = "open the folder"
  case makeFolder = "create the folder"
  case entries = "list the folder"
  case status = "look at it"
  case openFile = "open it"
  case createFile = "create it"
  case read = "read it"
  case write = "write it"
  case close = "close it"
  case synchronize = "write it to disk"
  case rename = "rename it"
  case unlink = "delete it"
  case fileSystem = "ask for its free space"
  case watch = "watch it"
  case lock = "lock it"
}
