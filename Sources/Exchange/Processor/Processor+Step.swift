/// The beat of the work, for whoever watches over it from outside.
extension Processor {
  /// Says that the work goes on.
  ///
  /// - Throws: ``GivenUp`` where it must not.
  func step(at interchange: InterchangeID? = nil) throws(GivenUp) {
    options.pulse()
    if options.mustStop() { throw GivenUp(interchange: interchange) }
  }
}
