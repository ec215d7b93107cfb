/// A code by which the EDI standards tell a fault, for systems that know those.
///
/// X12: the note codes of TA1 (data element I18), and of a functional acknowledgement those of AK3 (data element 720), AK4
/// (723), AK5 (718) and AK9 (716). EDIFACT: data element 0085 of CONTRL.
package struct StandardCode: Hashable, Sendable {
  package let scheme: String
  package let code: String
  /// Where in the standard's message it stands: `TA1`, `AK403`, `CONTRL`. The same number means something else elsewhere.
  package let place: String
  /// In the standard's words.
  package let meaning: String

  /// The nearest code, or nil where the standards know nothing of the kind. ``CodeCatalogue`` may know further ones.
  static func nearest(to issue: Issue) -> StandardCode? {
    CodeCatalogue.entry(for: issue.code)?.standards.first
  }

  private static func x12(_ code: String, _ place: String, _ meaning: String) -> StandardCode {
    StandardCode(scheme: place == "TA1" ? "X12-TA1" : "X12-997", code: code, place: place, meaning: meaning)
  }

  private static func edifact(_ code: String, _ meaning: String) -> StandardCode {
    StandardCode(scheme: "EDIFACT-CONTRL", code: code, place: "CONTRL", meaning: meaning)
  }
}

// MARK: - X12

extension StandardCode {
  static let x12ControlStructure = x12("022", "TA1", "Invalid control structure")
  static let x12Duplicate = x12("025", "TA1", "Duplicate interchange control number")
  static let x12SetCount = x12("5", "AK905", "Number of included transaction sets does not match actual count")
  static let x12SetUnsupported = x12("1", "AK502", "Transaction set not supported")
  static let x12SegmentUnexpected = x12("2", "AK304", "Unexpected segment")
  static let x12SegmentMissing = x12("3", "AK304", "Mandatory segment missing")
  static let x12SegmentOrder = x12("7", "AK304", "Segment not in proper sequence")
  static let x12SegmentInError = x12("8", "AK304", "Segment has data element errors")
  static let x12ElementMissing = x12("1", "AK403", "Mandatory data element missing")
  static let x12ElementsTooMany = x12("3", "AK403", "Too many data elements")
  static let x12ElementTooLong = x12("5", "AK403", "Data element too long")
  static let x12Character = x12("6", "AK403", "Invalid character in data element")
  static let x12CodeValue = x12("7", "AK403", "Invalid code value")
}

// MARK: - EDIFACT

extension StandardCode {
  static let edifactValue = edifact("12", "Invalid value")
  static let edifactMissing = edifact("13", "Missing")
  static let edifactPosition = edifact("15", "Not supported in this position")
  static let edifactConstituents = edifact("16", "Too many constituents")
  static let edifactAgreement = edifact("17", "No agreement")
  static let edifactCharacter = edifact("21", "Invalid character(s)")
  static let edifactDuplicate = edifact("26", "Duplicate detected")
  static let edifactCount = edifact("29", "Control count does not match number of instances received")
  static let edifactTooLong = edifact("39", "Data element too long")
}
