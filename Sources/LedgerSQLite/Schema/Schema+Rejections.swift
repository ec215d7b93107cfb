extension Schema {
  /// Step 0007: what was called an incident is called a rejection. An incident is something else: a fault of the exchange
  /// itself, which nobody's file is to blame for.
  static let rejections = """
    ALTER TABLE incident RENAME TO rejection;

    DROP INDEX incidentByState;
    DROP INDEX incidentOpen;
    DROP INDEX incidentOpenSince;
    DROP INDEX incidentToPutAway;
    CREATE INDEX rejectionByState ON rejection (state);
    CREATE INDEX rejectionOpen ON rejection (sender, fileName) WHERE state = 'open';
    CREATE INDEX rejectionOpenSince ON rejection (since) WHERE state = 'open';
    CREATE INDEX rejectionToPutAway ON rejection (sender, closedAt) WHERE state <> 'open' AND putAway = 0;
    """
}
