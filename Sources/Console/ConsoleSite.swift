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
    let layout = Layout(zone: rule.timeZone)
    let pages = SitePages(
      layout: { Layout(zone: Self.inForce(rule, workplace).timeZone) },
      environment: { workplace.configuration.environment.rawValue },
      counts: { (try? await workplace.counts) ?? Frame.Counts() })
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
    let (routes, live) = Self.areas(workplace, layout, gate, pages)
    site = Site(
      routes: routes + LiveArea(hub: hub, pages: live).routes, gate: gate, pages: pages,
      tell: { tell("\($0.path) was answered with fault \($0.reference): \($0.error)") })
  }

  /// All areas of the site: one line each.
  private static func areas(
    _ workplace: Workplace, _ layout: Layout, _ gate: Gate, _ pages: SitePages
  ) -> ([Route], [LivePage]) {
    let pending = PendingAttempts()
    let own =
      AssetsArea().routes + IdentityArea(gate: gate, pages: pages).routes + ApiArea(workplace, pending).routes
    let areas: [any FragmentSource & RouteSource] = [
      OverviewArea(workplace, layout),
      InterchangesArea(workplace, layout),
      RejectedArea(workplace, layout, pending),
      EditArea(workplace, layout, pending),
      HeldArea(workplace, layout),
      ConflictsArea(workplace, layout),
      EntitiesArea(workplace, layout),
      FlowsArea(workplace, layout),
      IncidentsArea(workplace, layout),
      JobsArea(workplace, layout),
      AuditArea(workplace, layout),
      SystemArea(workplace, layout, findings: FolderFindings(), users: gate.users),
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
    if let refusal = rule.refusal(hasUsers: gate.hasUsers(at: .now())) { throw ListeningError(message: refusal) }
    let certificate = try certificate()
    var service = ConsoleServer.Service { [site] in await site.answer($0) }
    service.longestBody = Self.longestBody
    service.pages = machineRoom.pages
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

  /// A file that is put right is sent as a whole, each of its bytes as up to three.
  private static func longestBody(_ request: WebRequest) -> Int {
    switch request.path.last {
    case "edit", "validate", "attempts": 8 << 20
    default: ServerLimits.shortBody
    }
  }
}

/// An area of the site.
package protocol RouteSource: Sendable {
  var routes: [Route] { get }
}
