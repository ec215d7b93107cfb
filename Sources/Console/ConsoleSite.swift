import Dispatch
package import Exchange
package import Operations

/// The console of one installation, put together: who is let in, all areas, and what keeps pages right.
///
/// Thread-safe.
package final class ConsoleSite: Sendable {
  package let gate: Gate
  private let rule: ConsoleRule
  private let site: Site
  private let hub: LiveHub
  /// Carries bulk actions out, for as long as the site is there.
  private let jobs: Task<Void, Never>
  private let jobsEnded = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - rule: where it listens and whom it believes, until it is made anew.
  ///   - localOperator: the name of whoever comes in by the link that is printed.
  ///   - tell: what went wrong that nobody foresaw, in a sentence, for the log.
  package init(
    _ workplace: Workplace, rule: ConsoleRule, localOperator: String, tell: @escaping @Sendable (String) -> Void
  ) {
    self.rule = rule
    let gate = Gate(
      users: UserRegister(file: OwnFile(path: rule.users.absolute)), book: workplace.book, localOperator: localOperator,
      rule: { Self.inForce(rule, workplace) },
      fail: { tell("The access log of the console cannot be written: \($0)") })
    self.gate = gate
    let ground = Ground(workplace, Layout(zone: rule.timeZone))
    let pages = SitePages(
      layout: { ground.layout },
      environment: { workplace.configuration.environment.rawValue },
      // Without them where the ledger does not tell: no numbers are shown then.
      counts: { (try? await ground.counts) ?? Frame.Counts() })
    let hub = LiveHub(
      looking: {
        let ticker = LedgerTicker(workplace.configuration)
        return { ticker.look() }
      },
      isStillIn: { request, viewer in gate.viewer(of: request, at: .now()) == viewer })
    self.hub = hub
    let runner = JobRunner(workplace.book, WorkplaceJobDesk(workplace), tell: tell)
    jobs = Task(executorPreference: OwnThread()) { [jobsEnded] in
      await runner.run()
      jobsEnded.signal()
    }
    let (routes, live) = Self.areas(ground, gate, pages)
    site = Site(
      routes: routes + LiveArea(hub: hub, pages: live).routes, gate: gate, pages: pages,
      tell: { tell("\($0.path) was answered with fault \($0.reference): \($0.error)") })
  }

  /// All areas of the site: one line each.
  private static func areas(
    _ ground: Ground, _ gate: Gate, _ pages: SitePages
  ) -> ([Route], [LivePage]) {
    let pending = PendingAttempts()
    let own =
      AssetsArea().routes + IdentityArea(gate: gate, pages: pages).routes + ApiArea(ground.workplace, pending).routes
    let areas: [any Area] = [
      OverviewArea(ground),
      InterchangesArea(ground),
      RejectedArea(ground, pending),
      EditArea(ground, pending),
      HeldArea(ground),
      ConflictsArea(ground),
      EntitiesArea(ground),
      FlowsArea(ground),
      IncidentsArea(ground),
      JobsArea(ground),
      AuditArea(ground),
      SystemArea(ground, findings: FolderFindings(), users: gate.users),
    ]
    return (own + areas.flatMap(\.routes), areas.flatMap(\.livePages))
  }

  /// What may become another while it runs does.
  private static func inForce(_ rule: ConsoleRule, _ workplace: Workplace) -> ConsoleRule {
    guard let now = workplace.configuration.console else { return rule }
    var rule = rule
    rule.language = now.language
    rule.timeZone = now.timeZone
    return rule
  }

  // MARK: - Serving

  /// Listens from now on, until the server is stopped. Pages that are being kept right end with it.
  ///
  /// - Throws: ``ListeningError`` where it must not listen in this way, or cannot.
  package func serve(_ machineRoom: MachineRoom) throws(ListeningError) -> ConsoleServer {
    let now = Timestamp.now()
    if let failure = gate.users.failure(at: now) { throw ListeningError(message: failure) }
    if let refusal = rule.refusal(hasUsers: gate.hasUsers(at: now)) { throw ListeningError(message: refusal) }
    let certificate = try certificate()
    var service = ConsoleServer.Service { [site] in await site.answer($0) }
    service.longestBody = { [gate] in Self.longestBody($0, gate) }
    service.pages = machineRoom.pages
    service.isByName = { [gate] in gate.isByName($0) }
    service.whenStopping = { [hub] in hub.endStreams() }
    return try ConsoleServer(
      host: rule.listen.host, port: rule.listen.port, proxies: rule.trustedProxies, certificate: certificate,
      service: service)
  }

  /// The certificate as its files hold it now; nil where nothing is encrypted.
  ///
  /// - Throws: ``ListeningError`` where there is one and it cannot be used: whoever serves with an earlier one goes on.
  package func certificate() throws(ListeningError) -> ServerCertificate? {
    guard let files = rule.encryption else { return nil }
    return try ServerCertificate(files)
  }

  /// Ends what it does by itself, within half a second. It can answer no events any more.
  package func end() {
    hub.stop()
    jobs.cancel()
    // It gives back what it has in hand; killed, it would keep others from that for half a minute.
    _ = jobsEnded.wait(timeout: .now() + 0.5)
  }

  /// A file that is put right is sent as a whole, each of its bytes as up to three. Of somebody unknown nothing of it is
  /// read: he is refused in any case, and must not take a place from those who work.
  private static func longestBody(_ request: WebRequest, _ gate: Gate) -> Int {
    switch request.path.last {
    case "edit", "validate", "attempts":
      let viewer = gate.isMeant(request) ? gate.viewer(of: request, at: .now()) : nil
      return viewer.map { $0.role >= .operator } ?? false ? 8 << 20 : 0
    default: return ServerLimits.shortBody
    }
  }
}
