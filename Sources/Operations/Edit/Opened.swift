import DropFolder
import Exchange
import XMLEngine

/// What is to be put right of one file, open on a page.
struct Opened {
  let correction: FileCorrection
  let sheet: EditSheet
  private let editable: EditableText?
  private let hidden: HiddenValues

  init(_ subject: OpenSubject, _ desk: EditDesk) throws {
    let (configuration, interchange) = (desk.configuration, subject.interchange)
    correction = try FileCorrection(of: subject, desk.trial, configuration)
    let system = configuration.system(named: interchange.sender)
    let content: EditSheet.Content
    switch Self.editable(correction.original, system?.encoding.flatMap(TextEncoding.init)) {
    case .success(let text):
      editable = text
      hidden = HiddenValues(in: text.text, configuration.masked)
      content = .text(hidden.text, hiddenValues: hidden.count)
    case .failure(let reason):
      editable = nil
      hidden = HiddenValues(in: "", [])
      let isXML = try desk.ledger.issues(of: interchange.id).allSatisfy { !$0.saysNotXML }
      content = .notEditable(isXML ? reason : NotEditable(.notXML))
    }
    sheet = EditSheet(
      id: interchange.id.text, file: interchange.fileName.display, sender: interchange.sender,
      basis: subject.basis.text, next: try Lineage(of: interchange, in: desk.ledger).attempts.count + 1,
      revision: correction.revision, isRejectFile: interchange.verdict == .partiallyAccepted,
      place: Places(configuration: configuration).rejectedFile(of: interchange, subject.rejection),
      inbox: system?.inbox?.written, content: content)
  }

  /// As a page shows it.
  var text: String { hidden.text }

  /// A version as the file has it; nil where it cannot be edited.
  func bytes(of text: String) -> Result<[UInt8], UnfitText>? {
    guard let editable else { return nil }
    do throws(UnfitText) {
      return .success(try editable.bytes(of: try hidden.restored(in: text)))
    } catch {
      return .failure(error)
    }
  }

  private static func editable(_ bytes: [UInt8], _ encoding: TextEncoding?) -> Result<EditableText, NotEditable> {
    do throws(NotEditable) {
      return .success(try EditableText(bytes, encoding: encoding))
    } catch {
      return .failure(error)
    }
  }
}
