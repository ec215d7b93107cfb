/// The version of this program, as `--version` prints it and every acknowledgement names it.
package enum KontorVersion {
  package static let text = "0.1.0"
}
