import ArgumentParser
import Exchange
import Operations
import XMLEngine

struct Check: Action {
  static let configuration = CommandConfiguration(
    abstract: "See whether the configuration is right.",
    discussion: """
      Reads the configuration strictly and compiles every schema and stylesheet that it names. Each problem is printed as \
      compilers print theirs, at its line and column. Of each mapping it says whether Kontor compiles it or leaves it to \
      libxslt, which takes several times as long. Nothing is changed.

        kontor check --config /etc/kontor/kontor.yaml

      Exits with 78 if Kontor cannot run with it, with 0 if there are only warnings.
      """)

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    var problems: [ConfigurationProblem]
    var configuration: Configuration?
    do {
      let read = try session.configuration()
      problems = ConfigurationCheck.problems(in: read)
      configuration = read
    } catch {
      problems = error.problems
    }
    // Where a file is missing that check has told already, compiling it would only say so again.
    var faults: [FormatError] = []
    var mappings: [CatalogueCheck.Mapping] = []
    if let configuration, !problems.contains(where: { $0.severity == .error }) {
      let check = CatalogueCheck(configuration)
      (faults, mappings) = (check.faults, check.mappings)
      problems += check.unused
    }
    let errors = problems.count { $0.severity == .error } + faults.count
    let file = Printable.line(session.options.configurationPath)
    if shared.json {
      try session.out.json(
        CheckReport(
          configuration: session.options.configurationPath, errors: errors,
          warnings: problems.count + faults.count - errors,
          problems: problems.map(CheckReport.Problem.init) + faults.map(CheckReport.Problem.init),
          mappings: mappings.map(CheckReport.Mapping.init)))
    } else {
      for problem in problems { session.out.line(Self.text(problem, session.out)) }
      for fault in faults {
        session.out.line(
          "\(Printable.line(fault.subject)): \(session.out.styled("error:", .bad)) "
            + "\(Printable.line(fault.message)) (format \(fault.format))")
      }
      for mapping in mappings { session.out.line(Self.text(mapping, below: configuration?.folder ?? "")) }
      let warnings = problems.count + faults.count - errors
      let trailer = warnings > 0 ? ", \(Phrase.count(warnings, "warning"))" : ""
      session.out.line(
        errors > 0
          ? "\(file): \(Phrase.count(errors, "error"))\(trailer)"
          : "\(file): \(session.out.styled("ok", .good))\(trailer)")
    }
    return errors > 0 ? .configuration : .done
  }

  /// `formats/shop/order.xsl:12: not compiled, because of xsl:copy-of (format shop)`.
  private static func text(_ mapping: CatalogueCheck.Mapping, below folder: String) -> String {
    func shown(_ path: String) -> String {
      path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path
    }
    guard let reason = mapping.interpretedBecause else {
      return Printable.line("\(shown(mapping.path)): compiled (format \(mapping.format))")
    }
    let line = reason.line > 0 ? ":\(reason.line)" : ""
    let whole = reason.file == mapping.path ? "" : shown(mapping.path) + " is "
    return Printable.line(
      "\(shown(reason.file))\(line): \(whole)not compiled, because of \(reason.construct) (format \(mapping.format))")
  }

  private static func text(_ problem: ConfigurationProblem, _ output: Output) -> String {
    let word = "\(problem.severity.rawValue):"
    return Printable.line(problem.description)
      .replacing(
        " \(word) ", with: " \(output.styled(word, problem.severity == .error ? .bad : .warning)) ", maxReplacements: 1)
  }
}

/// What `check --json` says.
private struct CheckReport: Encodable {
  struct Problem: Encodable {
    var severity: String
    var file: String
    var line: Int?
    var column: Int?
    var message: String
    var remedy: String?
    var suggestion: String?

    init(_ problem: ConfigurationProblem) {
      severity = problem.severity.rawValue
      file = problem.file
      line = problem.line
      column = problem.column
      message = problem.message
      remedy = problem.remedy
      suggestion = problem.suggestion
    }

    init(_ fault: FormatError) {
      severity = "error"
      file = fault.subject
      message = fault.message
    }
  }

  struct Mapping: Encodable {
    /// Why it is not compiled.
    struct Reason: Encodable {
      var file: String
      var line: Int?
      var construct: String
    }

    var format: String
    var file: String
    var compiled: Bool
    var reason: Reason?

    init(_ mapping: CatalogueCheck.Mapping) {
      format = mapping.format
      file = mapping.path
      compiled = mapping.interpretedBecause == nil
      reason = mapping.interpretedBecause.map {
        Reason(file: $0.file, line: $0.line > 0 ? $0.line : nil, construct: $0.construct)
      }
    }
  }

  var configuration: String
  var errors: Int
  var warnings: Int
  var problems: [Problem]
  var mappings: [Mapping]
}
