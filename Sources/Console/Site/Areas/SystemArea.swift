import Exchange
package import Operations

/// How the installation is made and how it stands.
package struct SystemArea: Area {
  package let ground: Ground
  private let findings: FolderFindings
  private let users: UserRegister?

  /// - Parameter findings: kept as long as the console runs.
  package init(_ ground: Ground, findings: FolderFindings, users: UserRegister?) {
    self.ground = ground
    self.findings = findings
    self.users = users
  }

  package var routes: [Route] {
    [
      Route(.get, "/system") { visit in try await answer(page(visit), visit) },
      Route(.post, "/system/folders", for: .admin) { try await probe($0) },
    ]
  }

  package var livePages: [LivePage] {
    [LivePage("/system") { visit in try await fragments(page(visit), visit) }]
  }

  private func page(_ visit: Visit) async throws -> SystemPage {
    let now = visit.now
    let (report, standing) = try await workplace.read { reading in
      (try reading.system(), Self.standing(reading.configuration, at: now))
    }
    var page = SystemPage(report, standing: standing, viewer: visit.viewer)
    page.link = visit.request.link
    guard visit.viewer.role >= .admin else { return page }
    page.examination = findings.last
    page.examinedSince = findings.isUnderWaySince
    page.examinationFailure = findings.failure
    if let users {
      page.users = users.users(at: now).users.map {
        SystemPage.User(name: $0.name, role: $0.role, seesPayloads: $0.seesPayloads, tokens: $0.tokens.count)
      }
      page.usersTrouble = users.failure(at: now)
    }
    return page
  }

  private static func standing(_ configuration: Configuration, at now: Timestamp) -> SystemPage.Standing {
    do {
      let health = Health(try Heartbeat.left(in: configuration.ledgerFolder), at: now)
      return SystemPage.Standing(health.verdict, heartbeat: health.heartbeat, reasons: health.reasons)
    } catch {
      return SystemPage.Standing(.notReady, heartbeat: nil, reasons: [error.message])
    }
  }

  /// So long a page waits for the probe; a share that is away takes longer.
  private static let patience = Duration.seconds(3)

  private func probe(_ visit: Visit) async throws -> WebAnswer {
    _ = await findings.begin(
      workplace.configuration, by: visit.viewer.name, at: visit.now, patience: Self.patience)
    return .seeOther(Link("system", at: "folders").text)
  }
}
