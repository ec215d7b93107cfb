/// An id of an element that is the same whenever the same thing is shown, so that a link to it can be sent on.
///
/// FNV-1a with 64 bits (IETF draft-eastlake-fnv): nothing secret hangs on it.
///
/// - Parameter prefix: begins with a letter.
func stableID(_ prefix: String, _ text: String) -> String {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  return prefix + String(hash, radix: 36)
}
