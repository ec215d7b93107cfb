/// How a command ended, as its exit code says it (sysexits.h from 64 on).
package enum Outcome: Int32 {
  case done = 0
  /// Something was rejected, held, incomplete or put off.
  case attention = 1
  case usage = 2
  case noInput = 66
  /// Nothing runs that could be asked.
  case unavailable = 69
  case software = 70
  case ioError = 74
  /// Try again later.
  case temporary = 75
  case configuration = 78
}
