import Operations

/// What the service tells of itself. docs/operations.md has the same table, in the same order.
extension MetricFamily {
  static let build = MetricFamily(.gauge, "kontor_build_info", "The version that runs; always 1.")
  static let site = MetricFamily(.gauge, "kontor_site_info", "The installation's node and environment; always 1.")
  static let ready = MetricFamily(
    .gauge, "kontor_ready", "Whether all folders are there and the configuration on disk is right.")

  static let files = MetricFamily(
    .counter, "kontor_files_total", "Files that were decided since the start, by sender and verdict.")
  static let records = MetricFamily(
    .counter, "kontor_records_total", "Records that were decided since the start, by sender and verdict.")
  static let documents = MetricFamily(
    .counter, "kontor_documents_published_total", "Import documents published since the start.")
  static let problems = MetricFamily(
    .counter, "kontor_problems_total", "How often something was put off since the start, each try counted.")

  static let scans = MetricFamily(.counter, "kontor_scans_total", "Scans since the start, by their result.")
  static let scanDuration = MetricFamily(
    .histogram([0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300]), "kontor_scan_duration_seconds",
    "How long scans took.")
  static let latency = MetricFamily(
    .histogram([0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600]),
    "kontor_publication_latency_seconds",
    "From when a file was received, right after it had settled, until its documents were published.")
  static let lastScan = MetricFamily(
    .gauge, "kontor_last_scan_timestamp_seconds", "When the last scan that was not broken off ended.")

  static let open = MetricFamily(.gauge, "kontor_interchanges_open", "Interchanges under way, by state.")
  static let held = MetricFamily(.gauge, "kontor_records_held", "Records that wait.")
  static let conflicts = MetricFamily(
    .gauge, "kontor_entities_in_conflict", "Business objects with fields that a person has to decide.")
  static let rejected = MetricFamily(
    .gauge, "kontor_rejected_open", "Files of which something was rejected that is still to be put right.")
  static let prepared = MetricFamily(
    .gauge, "kontor_documents_prepared", "Documents that are prepared, and were to be published by now.")
  static let waiting = MetricFamily(
    .gauge, "kontor_documents_waiting", "Documents that are prepared and wait for their flow.")
  static let inDoubt = MetricFamily(.gauge, "kontor_documents_in_doubt", "Documents of which nobody knows.")

  static let standing = MetricFamily(
    .gauge, "kontor_outbox_documents", "Documents that were published and not taken, by the system they are for.")
  static let incidents = MetricFamily(.gauge, "kontor_incidents_open", "Open incidents, by severity.")

  static let folder = MetricFamily(
    .gauge, "kontor_folder_up", "Whether a folder could be used in the last scan, by path, role and system.")
  static let ledgerSize = MetricFamily(.gauge, "kontor_ledger_size_bytes", "The ledger with its log.")
  static let freeSpace = MetricFamily(
    .gauge, "kontor_file_system_free_bytes", "Free space of each file system, by a folder on it.")
  static let space = MetricFamily(
    .gauge, "kontor_file_system_size_bytes", "Size of each file system, by a folder on it.")

  static let reloaded = MetricFamily(
    .gauge, "kontor_configuration_last_reload_successful", "Whether the configuration on disk is the one in force.")
  static let reloadedAt = MetricFamily(
    .gauge, "kontor_configuration_last_reload_success_timestamp_seconds", "Since when the configuration is in force.")

  // As every client of Prometheus calls them.
  static let processor = MetricFamily(
    .counter, "process_cpu_seconds_total", "Processor time, in user and kernel mode.")
  static let memory = MetricFamily(.gauge, "process_resident_memory_bytes", "Resident memory.")
  static let descriptors = MetricFamily(.gauge, "process_open_fds", "Open file descriptors.")
  static let mostDescriptors = MetricFamily(.gauge, "process_max_fds", "The most file descriptors that may be open.")
  static let started = MetricFamily(.gauge, "process_start_time_seconds", "When the process started.")

  static let all = [
    build, site, ready, files, records, documents, problems, scans, scanDuration, latency, lastScan, open, held,
    conflicts, rejected, prepared, waiting, inDoubt, standing, incidents, folder, ledgerSize, freeSpace, space,
    reloaded, reloadedAt, processor,
    memory, descriptors, mostDescriptors, started,
  ]
}
