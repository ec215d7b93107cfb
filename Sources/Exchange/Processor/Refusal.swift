/// Ends the reading of a file that is refused as a whole. A value thrown, so that everything written for it is undone.
struct Refusal: Error {
  var issues: [Issue]
  var envelope = Envelope()
  var announced: Int?
  var level = AcknowledgementLevel.received
  var advice = Advice.fixAndResend
  /// What the file was to put right, and by what that was recognised.
  var corrects: InterchangeID?
  var recognition: Recognition?
}

/// Ends the reading of a file that ends too early and may still grow.
struct NotYetComplete: Error {
  let issue: Issue
}

extension Refusal {
  /// Refuses a file that must not be read.
  init(_ reason: SetAside) {
    let issue =
      switch reason {
      case .endedTheProgram:
        Issue(
          .endedTheProgram, phase: .intake,
          "Reading this file ended Kontor more than once, so it is not read any more. Please report that, with the "
            + "file. Drop it again after an update, or export it in smaller parts.")
      case .ledgerLost:
        Issue(
          .ledgerLost, phase: .intake,
          "This file was in hand when the ledger was lost: its documents may have been sent or not. Ask the receiver; "
            + "if they are missing there, drop the file again.")
      }
    self.init(issues: [issue], advice: .wait)
  }
}
