/// The work in hand was given up, because the process has to end before it could be finished.
///
/// Nothing is lost by it. A decision under way is as if it had never been begun: its transaction is rolled back, and the
/// interchange stays received. What was decided already is carried on by the next scan.
package struct GivenUp: Error, CustomStringConvertible {
  /// What was in hand; nil between two.
  package let interchange: InterchangeID?

  package var description: String {
    interchange.map { "\($0) was given up; the next start carries it on" } ?? "the scan was given up between two files"
  }
}
