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
package enum FileCall: String, Hashable, Sendable, CaseIterable {
  case openFolder = "open the folder"
  case makeFolder = "create the folder"
  case entries = "list the folder"
  case status = "look at"
  case openFile = "open"
  case createFile = "create"
  case read = "read"
  case write = "write"
  case close = "close"
  case synchronize = "write to disk"
  case rename = "rename"
  case unlink = "delete"
  case fileSystem = "ask for the free space of"
  case watch = "watch"
  case lock = "lock"
}
