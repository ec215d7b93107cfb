package import Exchange

/// What the runner of jobs needs of the desk and of the ledger.
package protocol JobDesk: Sendable {
  /// - Parameter place: of a file that is known to be decided; 0 where nothing is known yet.
  func course(of job: BulkJob, from place: Int) async throws -> JobCourse

  /// Drops the file of a chunk, unless it lies there.
  func drop(_ decisions: [Decision], of job: BulkJob, chunk place: Int) async throws
}

/// The desk of a workplace.
package struct WorkplaceJobDesk: JobDesk {
  private let workplace: Workplace

  package init(_ workplace: Workplace) {
    self.workplace = workplace
  }

  package func course(of job: BulkJob, from place: Int) async throws -> JobCourse {
    try await workplace.read { reading in
      try JobFiles(job, configuration: reading.configuration, ledger: reading.ledger).course(from: place)
    }
  }

  package func drop(_ decisions: [Decision], of job: BulkJob, chunk place: Int) async throws {
    try await workplace.read { reading in
      try JobFiles(job, configuration: reading.configuration, ledger: reading.ledger).drop(decisions, chunk: place)
    }
  }
}
