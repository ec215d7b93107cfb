/// What is told to programs that watch over the installation, without logging in. Closures that are quick and wait for
/// nobody.
package struct MachineRoom: Sendable {
  /// Whether the process lives.
  package var live: @Sendable () -> Page
  /// Whether it can do its work. To others than programs of this machine only the status is told: the sentences name
  /// folders.
  package var ready: @Sendable () -> Page
  /// In Prometheus' text format. To programs of this machine only; nil where there are none.
  package var metrics: (@Sendable () -> Page)?

  package init(
    live: @escaping @Sendable () -> Page, ready: @escaping @Sendable () -> Page,
    metrics: (@Sendable () -> Page)? = nil
  ) {
    self.live = live
    self.ready = ready
    self.metrics = metrics
  }

  var pages: [String: @Sendable (ConsoleServer.QuickRequest) -> Page] {
    let live = { @Sendable [live] (_: ConsoleServer.QuickRequest) in live() }
    let ready = { @Sendable [ready] (request: ConsoleServer.QuickRequest) in
      let page = ready()
      guard !request.isLocal else { return page }
      return Page(status: page.status, type: "application/json", "{\"ready\":\(page.status == 200)}\n")
    }
    var pages = ["/health/live": live, "/live": live, "/health/ready": ready, "/ready": ready]
    if let metrics {
      pages["/metrics"] = { request in
        request.isLocal
          ? metrics()
          : Page(
            status: 403, type: "text/plain; charset=utf-8",
            "Metrics are told to programs of this machine alone, which ask by a loopback address or a name of the console's "
              + "(console: hosts:). Let the one that collects them run here too.\n")
      }
    }
    return pages
  }
}
