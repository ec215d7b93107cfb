/// Ends the reading of a file that is refused as a whole. A value thrown, so that everything written for it is undone.
struct Refusal: Error {
  var issues: [Issue]
  var envelope = Envelope()
  var announced: Int?
  var level = AcknowledgementLevel.received
  var advice = Advice.fixAndResend
}

/// Ends the reading of a file that ends too early and may still grow.
struct NotYetComplete: Error {
  let issue: Issue
}
