/// The code by which the EDI standards would tell the same fault, for systems that know those.
struct StandardCode: Hashable {
  let scheme: String
  let code: String

  /// The nearest code, or nil where the standards know nothing of the kind.
  ///
  /// X12: data elements 618 and 620 (TA1), 715 and 718 (AK5/AK9), 723 (AK4). EDIFACT: data element 0085 (CONTRL).
  static func nearest(to issue: Issue) -> StandardCode? {
    switch issue.code {
    case "duplicate-control-number", "replay": x12TA1("025")
    case "record-count": edifact("29")  // control count does not match number of instances received
    case "not-xml", "empty", "cut-off", "nul-bytes", "not-well-formed", "doctype": x12TA1("022")
    case "encoding": edifact("21")  // invalid character(s)
    case "root-unknown", "no-flow", "not-canonical": edifact("17")  // no agreement
    // Not supported in this position.
    case "element-unexpected", "attribute-unexpected", "text-unexpected", "limit-misplaced", "envelope-late":
      edifact("15")
    case "element-missing", "attribute-missing", "key-missing": edifact("13")  // missing
    case "value-invalid": edifact("12")  // invalid value
    case "code-unknown", "code-untranslatable": x12("7")  // invalid code value
    case "key-duplicate": edifact("26")  // duplicate detected
    // Data element too long; too many constituents.
    case "limit-size", "limit-tag", "limit-text", "limit-record", "limit-envelope": edifact("39")
    case "limit-depth", "limit-attributes", "limit-namespaces": edifact("16")
    default: nil
    }
  }

  private static func x12(_ code: String) -> StandardCode { StandardCode(scheme: "X12-997", code: code) }
  private static func x12TA1(_ code: String) -> StandardCode { StandardCode(scheme: "X12-TA1", code: code) }
  private static func edifact(_ code: String) -> StandardCode { StandardCode(scheme: "EDIFACT-CONTRL", code: code) }
}
