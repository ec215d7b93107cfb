import CLibXML2

/// What the validator complains about, and how it goes on where it would stop.
extension RecordReader {
  /// Attaches what the validator said to the record or to the file.
  func note(_ violations: [SchemaViolation]) {
    for violation in violations {
      if violation.isInternal {
        failure = XMLEngineError(.library, "the validator gave up: \(violation.text)", subject: schema.path)
        return
      }
      if let last = building.lastViolation, last.place == building.places.last, violation.repeats(last.violation) {
        continue
      }
      building.lastViolation = (violation, building.places.last)
      // Paths and values take time to find: no more of them than are told.
      guard takesAnotherError() else { continue }
      report(
        violation.diagnostic(
          at: building.places.last, path: building.currentPath, value: currentText, types: schema.baseTypes))
    }
  }

  /// Whether another error of the record, or of the file around records, would be told. The first that is not is told of.
  func takesAnotherError() -> Bool {
    guard let record = building.record else { return diagnostics.count < limits.errorsPerRecord }
    if record.diagnostics.count == limits.errorsPerRecord {
      record.diagnostics.append(
        Diagnostic(
          .moreErrors, at: building.places.last,
          "There are more errors in this record; only the first \(limits.errorsPerRecord) are listed."))
    }
    return record.diagnostics.count < limits.errorsPerRecord
  }

  func report(_ diagnostic: Diagnostic) {
    guard takesAnotherError() else { return }
    if let record = building.record {
      record.diagnostics.append(diagnostic)
    } else {
      diagnostics.append(diagnostic)
    }
  }

  /// The text of the open element, where it holds nothing else.
  private var currentText: String? {
    guard let node = building.node, building.mode.buildsTree, node.pointee.type == XML_ELEMENT_NODE,
      xmlFirstElementChild(node) == nil
    else { return nil }
    guard let content = xmlNodeGetContent(node) else { return "" }
    defer { kontor_xmlFree(content) }
    return String(cString: content)
  }

  // MARK: - Beginning anew

  /// The validator met an element that the open container may not have here. It will look at nothing more in that
  /// container, so another one takes over when the element has ended; see ``restartValidator()``.
  func poison(with violations: [SchemaViolation]) {
    building.isPoisoned = true
    building.poisonings += 1
    guard stop == nil else { return }
    if building.poisonings > limits.misplaced {
      stop = Diagnostic(
        .limitMisplaced, at: building.places.last, path: building.currentPath,
        expected: "at most \(limits.misplaced) such elements",
        "More than \(limits.misplaced) elements stand where the schema does not allow them; the file is not read any "
          + "further.")
    } else if let violation = violations.first(where: \.isUnexpectedElement),
      schema.hasConstraints(on: Set(building.open.dropLast().map(\.name)))
    {
      var diagnostic = violation.diagnostic(
        at: building.places.last, path: building.currentPath, value: nil, types: schema.baseTypes)
      diagnostic.message += " The rest of the file cannot be judged, because the schema has keys that span records."
      stop = diagnostic
    }
  }

  /// Leads a new validator to the same place, inside the open containers.
  ///
  /// Where a container had an unexpected child, libxml2 looks at nothing more inside it. The new validator sees the names
  /// of everything that did stand there rightly, so that it expects what is right after them: the misplaced element is
  /// judged as if it were not there. And where records are independent, what the old one kept of them is freed.
  func restartValidator() {
    if building.isPoisoned {
      // What is replayed only to save memory is little, and does not count.
      building.replayed += replayLength
      guard building.replayed <= limits.replayed, building.containers.allSatisfy({ !$0.passed.isIncomplete }) else {
        stop = Diagnostic(
          .limitMisplaced, at: building.places.last, path: building.currentPath,
          "Elements stand too often where the schema does not allow them, among so many others that the rest of the file "
            + "cannot be judged.")
        return
      }
      building.isPoisoned = false
    }
    building.recordsBeforeValidator = recordCount
    isValidatorBehind = false
    validator.abandon()
    do {
      validator = try StreamValidator(schema: schema)
    } catch {
      failure = error
      return
    }
    var node = building.main.flatMap { xmlDocGetRootElement($0) }
    for container in building.containers {
      guard let open = node, validator.replayStart(of: open), container.passed.runs.allSatisfy(validator.replay) else {
        failure = XMLEngineError(.library, "the validator judges the same elements differently", subject: schema.path)
        return
      }
      // Containers that ended are gone, so the open ones are the last children.
      node = xmlLastElementChild(open)
    }
  }

  /// Whether little needs to be replayed. Where nothing is wrong, a restart only saves memory, and must not cost time.
  var isRestartCheap: Bool {
    building.containers.allSatisfy { !$0.passed.isIncomplete } && replayLength <= 1000
  }

  private var replayLength: Int { building.containers.reduce(0) { $0 + $1.passed.count } }
}
