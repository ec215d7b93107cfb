import Exchange
import Operations
import XMLEngine

/// Traces the records of files, and prints what came of it.
struct TraceTeller {
  let trial: FileTrial
  /// Only this record of a file, counted from 1; nil for all.
  let record: Int?
  let session: Session

  /// - Returns: whether all that was asked for could be traced.
  func tell(_ file: InputFile) throws -> Bool {
    let dryRun = try trial.dryRun(of: file)
    let reader = try dryRun.formats.reader(for: dryRun.sender, source: file.source())
    var isWhole = true
    var customers = CustomersRead(keepsOriginals: true)
    while let next = try reader.next() {
      guard record.map({ $0 == next.position }) ?? true else {
        _ = try dryRun.trial(of: next, in: reader, customers: &customers)
        continue
      }
      do {
        try show(RecordTrace(next, in: reader, by: dryRun, customers: &customers), of: file)
      } catch let refused as FieldTrace.Refused {
        isWhole = false
        let reason = trial.configuration.masked.isEmpty ? ": " + Printable.line(refused.reason) : ""
        session.err.line("\(file.name):\(next.start.line): \(next.element) cannot be traced\(reason)")
      }
      session.out.flush()
    }
    switch reader.end {
    case .cutOff(let diagnostic), .refused(let diagnostic):
      isWhole = false
      session.err.line("\(file.name): \(Printable.line(diagnostic.message)); what stands behind it is not traced")
    case .complete, nil: break
    }
    if let record, record > reader.recordCount {
      throw Failure(
        .usage, "\(file.name) has \(Phrase.count(reader.recordCount, "record")), so there is no record \(record)")
    }
    return isWhole
  }

  private func show(_ trace: RecordTrace, of file: InputFile) throws {
    let masked = trial.configuration.masked
    if session.options.json {
      return try session.out.json(TraceReport(trace, file: file.name, masked: masked), onOneLine: true)
    }
    if !trace.travelsTo.isEmpty {
      let key = trace.key.map { " " + Printable.line($0) } ?? ""
      let systems = trace.travelsTo.joined(separator: " and ")
      session.out.line(
        "\(file.name):\(trace.start.line): \(trace.entity)\(key): travels with its orders to \(systems)")
    } else if let reason = trace.staysBecause {
      session.out.line(
        "\(file.name):\(trace.start.line): \(masked.isEmpty ? Printable.line(reason) : "nobody is sent it")")
    } else if trace.results.isEmpty {
      session.out.line(
        "\(file.name):\(trace.start.line): \(trace.entity): no flow carries it, so there is nothing to trace")
    }
    TraceText(trace: trace, file: file.name, masked: masked, output: session.out).print()
  }
}
