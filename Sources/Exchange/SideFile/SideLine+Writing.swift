extension SideLine {
  /// The line as it stands in the file, with its end.
  var bytes: [UInt8] {
    var json = JSONLine()
    json.line { line in
      switch self {
      case .interchange(let header): header.put(into: &line)
      case .issue(let issue): issue.put(into: &line, as: "issue")
      case .record(let record): record.put(into: &line)
      case .document(let document): document.put(into: &line)
      case .settlement(let settlement): settlement.put(into: &line)
      case .attempt(let attempt): attempt.put(into: &line)
      case .wait(let wait):
        line.put("document", wait.document)
        line.put("line", "wait")
        line.put("superseded", wait.superseded)
      case .audit(let entry): entry.put(into: &line)
      case .end(let end):
        line.put("line", "end")
        line.put("lines", end.lines)
      }
    }
    return json.bytes
  }
}

// Each puts its keys in the order of their bytes.

extension SideLine.Header {
  fileprivate func put(into line: inout JSONLine) {
    line.put("advice", advice)
    line.put("believed", believed)
    line.put("controlNumber", controlNumber)
    line.put("corrects", corrects)
    line.put("created", created)
    line.put("decidedAt", decidedAt)
    line.put("doneAt", doneAt)
    line.put("ends", ends)
    line.put("envelopeReceiver", envelopeReceiver)
    line.put("envelopeSender", envelopeSender)
    line.put("erased", erased) { $1.put(into: &$0) }
    line.put("erasedRecords", erasedRecords)
    line.put("faults", faults)
    line.put("file", file)
    line.put("fileBytes", fileBytes)
    if let handedIn {
      line.put("handedIn") { object in
        object.put("interchange", handedIn.interchange)
        object.put("position", handedIn.position)
      }
    }
    line.put("id", id)
    line.put("isTest", isTest)
    line.put("level", level)
    line.put("line", "interchange")
    line.put("pruned", pruned) { $1.put(into: &$0) }
    line.put("receivedAt", receivedAt)
    line.put("recognition", recognition)
    line.put("repeats", repeats)
    line.put("sender", sender)
    line.put("sequences", sequences)
    line.put("setAside", setAside)
    line.put("sha256", sha256)
    line.put("size", size)
    line.put("summary", summary)
    line.put("totals", totals)
    line.put("verdict", verdict)
    line.put("version", version)
    line.put("versions", versions)
  }
}

extension SideLine.Erased {
  fileprivate func put(into line: inout JSONLine) {
    line.put("after", after)
    line.put("at", at)
    line.put("before", before)
    line.put("interchange", interchange)
    line.put("kind", kind)
    line.put("position", position)
    line.put("who", who)
  }
}

extension SideLine.Pruned {
  fileprivate func put(into line: inout JSONLine) {
    line.put("at", at)
    line.put("class", `class`)
    line.put("rule", rule)
    line.put("who", who)
  }
}

extension SideLine.Issue {
  /// - Parameter word: what line it is; nil for the issue of a record, which stands in the record's line.
  fileprivate func put(into line: inout JSONLine, as word: String?) {
    line.put("atByte", atByte)
    line.put("atColumn", atColumn)
    line.put("atLine", atLine)
    line.put("code", code)
    line.put("expected", expected)
    line.put("line", word)
    line.put("message", message)
    line.put("path", path)
    line.put("phase", phase)
    line.put("severity", severity)
    line.put("value", value)
  }
}

extension SideLine.Record {
  fileprivate func put(into line: inout JSONLine) {
    line.put("atByte", atByte)
    line.put("atColumn", atColumn)
    line.put("atLine", atLine)
    line.put("entity", entity)
    line.put("issues", issues) { $1.put(into: &$0, as: nil) }
    line.put("key", key)
    line.put("line", "record")
    line.put("position", position)
    line.put("verdict", verdict)
  }
}

extension SideLine.Document {
  fileprivate func put(into line: inout JSONLine) {
    line.put("entity", entity)
    line.put("firstRecord", firstRecord)
    line.put("flow", flow)
    line.put("id", id)
    line.put("kind", kind)
    line.put("lastRecord", lastRecord)
    line.put("line", "document")
    line.put("name", name)
    line.put("order", order)
    line.put("ordinal", ordinal)
    line.put("resends", resends)
    line.put("sha256", sha256)
    line.put("size", size)
    line.put("state", state)
    line.put("system", system)
  }
}

extension SideLine.Settlement {
  fileprivate func put(into line: inout JSONLine) {
    line.put("at", at)
    line.put("byPosition", byPosition)
    line.put("interchange", interchange)
    line.put("line", "settlement")
    line.put("position", position)
    line.put("state", state)
  }
}

extension SideLine.Attempt {
  fileprivate func put(into line: inout JSONLine) {
    line.put("corrects", corrects)
    line.put("file", file)
    line.put("fileBytes", fileBytes)
    line.put("id", id)
    line.put("line", "attempt")
    line.put("position", position)
    line.put("receivedAt", receivedAt)
    line.put("sender", sender)
  }
}

extension SideLine.Audit {
  fileprivate func put(into line: inout JSONLine) {
    line.put("action", action)
    line.put("after", after)
    line.put("at", at)
    line.put("before", before)
    line.put("line", "audit")
    line.put("outcome", outcome)
    line.put("position", position)
    line.put("reason", reason)
    line.put("subject", subject)
    line.put("who", who)
  }
}
