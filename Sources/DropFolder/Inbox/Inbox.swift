/// A folder into which another system drops files, and the way in which they are taken out of it.
///
/// Listing is the truth; events only shorten the wait for the next listing. Not thread-safe.
package final class Inbox {
  package let folder: Folder
  let claims: TenureFolders
  private let policy: SettlePolicy
  private let emptyGrace: Duration
  private let rules: NameRules
  private let order: InboxOrder
  private let clock: any SteadyClock
  let asksForWriters: Bool
  private var observations: [FileName: Observation] = [:]
  private var looks = 0
  /// Markers of files that are claimed, to be deleted once that is durable.
  var served: [(name: FileName, status: FileStatus)] = []

  /// Opens an inbox that exists, makes its `.claimed` folders where they are missing, and makes durable what is
  /// visible.
  ///
  /// - Parameters:
  ///   - marker: what the folder must bear before anything is written into it.
  ///   - policy: nil takes what fits the kind of file system.
  ///   - emptyGrace: how long an empty file must stand still. Uploads over SMB have shown zero bytes for six seconds
  ///     and then everything, so it is longer than the policy's own time. A policy of zero makes it zero too.
  package init(
    path: String, tenure: Tenure, marker: ExpectedMarker? = nil, policy: SettlePolicy? = nil,
    emptyGrace: Duration = .seconds(60), rules: NameRules = NameRules(), order: InboxOrder = .name,
    calls: any FileCalls = LinuxFileCalls(), clock: any SteadyClock = MonotonicClock()
  ) throws(FolderError) {
    folder = try Folder(path: path, marker: marker, calls: calls)
    claims = try TenureFolders(".claimed", in: folder, tenure: tenure)
    let kind = try folder.fileSystem().kind
    self.policy = policy ?? .standard(on: kind)
    self.emptyGrace = emptyGrace
    self.rules = rules
    self.order = order
    self.clock = clock
    asksForWriters = kind.isLocal
  }

  var markerSuffix: String? {
    if case .marker(let suffix) = policy { suffix } else { nil }
  }

  // MARK: Looking

  /// Lists the inbox once and says of each name where it stands.
  ///
  /// With a limit it stops looking at files when that many have settled: a full inbox then costs a listing and as many
  /// looks as there is work, not one look per file.
  package func look(atMost limit: Int = .max) throws(FolderError) -> Look {
    looks += 1
    let now = clock.now
    let (candidates, sightedByName, markers) = try list()
    var sightings = sightedByName
    var settled = 0
    var hasMore = false
    var nextLook: Duration?
    for candidate in candidates {
      if settled >= limit {
        hasMore = true
        try remember(candidate, at: now)
        continue
      }
      var status = candidate.status
      if status == nil { status = try folder.status(of: candidate.name) }
      guard let status else { continue }
      let (standing, wait) = try judge(candidate.name, status, at: now, marker: markers[candidate.name])
      if standing == .settled { settled += 1 }
      if let wait { nextLook = min(nextLook ?? wait, wait) }
      guard let standing else { continue }
      sightings.append(Sighting(name: candidate.name, standing: standing, status: status))
    }
    if observations.contains(where: { $0.value.look != looks }) {
      observations = observations.filter { $0.value.look == looks }
    }
    return Look(sightings: sightings, hasMore: hasMore, nextLook: nextLook)
  }

  /// A file beyond the limit begins to settle when it is first seen, and is not asked for again until its turn comes.
  private func remember(_ candidate: Candidate, at now: Duration) throws(FolderError) {
    if observations[candidate.name] == nil, policy.takesTime {
      var status = candidate.status
      if status == nil { status = try folder.status(of: candidate.name) }
      observations[candidate.name] = status.map { Observation($0, at: now) }
    }
    observations[candidate.name]?.look = looks
  }

  private struct Candidate {
    let name: FileName
    let status: FileStatus?
  }

  /// Sorts the names into those worth a look, in order, and those that are passed over at once.
  private func list() throws(FolderError) -> ([Candidate], [Sighting], [FileName: FileName]) {
    var names: [FileName] = []
    var sightings: [Sighting] = []
    let entries = try folder.entries()
    let markers = markers(among: entries)
    let markerNames = Set(markers.values)
    for entry in entries where !Inbox.ownNames.contains(entry.name) && !ProbeGround.isOwn(entry.name) {
      let reason: PassedOver? =
        if markerNames.contains(entry.name) {
          .marker
        } else if let kind = entry.kind, kind != .regular {
          .notRegular(kind)
        } else {
          rules.reason(against: entry.name)
        }
      if let reason {
        sightings.append(Sighting(name: entry.name, standing: .passedOver(reason), status: nil))
      } else {
        names.append(entry.name)
      }
    }
    sightings.sort { $0.name < $1.name }
    return (try inOrder(names), sightings, markers)
  }

  /// Whether a file lies in the inbox whose turn comes before that of some claimed ones.
  package func holdsFile(aheadOf claimed: [ClaimedFile]) throws(FolderError) -> Bool {
    let (candidates, _, _) = try list()
    guard !candidates.isEmpty else { return false }
    switch order {
    case .name:
      guard let last = claimed.map(\.originalName).max() else { return false }
      return candidates.contains { $0.name < last }
    case .modified:
      var last = Int64.min
      for claim in claimed { last = max(last, try status(of: claim)?.modified ?? last) }
      return candidates.contains { ($0.status?.modified ?? .max) < last }
    }
  }

  private func inOrder(_ names: [FileName]) throws(FolderError) -> [Candidate] {
    switch order {
    case .name: return names.sorted().map { Candidate(name: $0, status: nil) }
    case .modified:
      var dated: [(modified: Int64, candidate: Candidate)] = []
      for name in names {
        guard let status = try folder.status(of: name) else { continue }
        dated.append((status.modified, Candidate(name: name, status: status)))
      }
      dated.sort { ($0.modified, $0.candidate.name) < ($1.modified, $1.candidate.name) }
      return dated.map(\.candidate)
    }
  }

  /// The marker of each file that has one.
  private func markers(among entries: [FolderEntry]) -> [FileName: FileName] {
    guard let suffix = markerSuffix else { return [:] }
    var markers: [FileName: FileName] = [:]
    for entry in entries where entry.name.bytes.count > suffix.utf8.count {
      guard entry.name.bytes.reversed().starts(with: suffix.utf8.reversed()) else { continue }
      markers[FileName(unchecked: entry.name.bytes.dropLast(suffix.utf8.count))] = entry.name
    }
    return markers
  }

  // MARK: Judging

  /// Where a file stands, and how long until another look may say more. No standing where it is gone.
  private func judge(
    _ name: FileName, _ status: FileStatus, at now: Duration, marker: FileName?
  ) throws(FolderError) -> (Standing?, wait: Duration?) {
    if status.kind != .regular { return (.passedOver(.notRegular(status.kind)), nil) }
    if status.links > 1 { return (.passedOver(.hardLinked(names: status.links)), Inbox.retry) }

    let time = policy.time(for: status, emptyGrace: emptyGrace)
    var observation = observations[name] ?? Observation(status, at: now)
    observation.see(status, at: now, over: time)
    observation.look = looks
    observations[name] = observation

    if let marker {
      // A marker of the last file of this name must not speak for the next one.
      guard let marked = try folder.status(of: marker), marked.modified >= status.modified else {
        return (.settling(since: observation.since), nil)
      }
    } else if markerSuffix != nil {
      return (.settling(since: observation.since), nil)
    }
    if let wait = observation.wait(at: now, over: time) { return (.settling(since: observation.since), wait) }
    return try confirm(name, observation)
  }

  /// The last question before a file counts as settled: open it, and see whether anybody still writes.
  ///
  /// Opening also makes a network client ask its server, and tells a file that this program may not read.
  private func confirm(
    _ name: FileName, _ observation: Observation
  ) throws(FolderError) -> (Standing?, wait: Duration?) {
    let settling = (Standing.settling(since: observation.since), Inbox.retry)
    do {
      let reader = try folder.open(name)
      if !reader.status.hasSameContent(as: observation.status) { return settling }
      if asksForWriters && reader.isOpenForWriting() == true { return settling }
      return (.settled, nil)
    } catch {
      switch error.code {
      case .missing: return (nil, nil)
      case .busy, .notRegular: return settling
      // These say nothing of the file, and the next one would fare no better.
      case .exhausted, .unreachable: throw error
      default: return (.passedOver(.unreadable(reason: error.message)), Inbox.retry)
      }
    }
  }

  /// How soon to ask again where nothing announces the change.
  private static let retry = Duration.milliseconds(250)

  private static let ownNames: Set<FileName> = [".claimed", FolderMarker.fileName, FolderLock.fileName]
}

extension SettlePolicy {
  /// Whether a file has to stand still at all.
  fileprivate var takesTime: Bool {
    switch self {
    case .quiet(let time): time > .zero
    case .marker, .renameIn: false
    }
  }

  /// How long a file must have stood still.
  fileprivate func time(for status: FileStatus, emptyGrace: Duration) -> Duration {
    switch self {
    case .quiet(for: .zero), .marker, .renameIn: .zero
    case .quiet(let time): status.size == 0 ? max(time, emptyGrace) : time
    }
  }
}
