extension Schema {
  /// Step 0014: ways to what the console lists and looks for.
  ///
  /// `interchangeReceived` answers the chart and finds files of a time by itself, with sender and verdict;
  /// `interchangeName` is of the same words by which names are searched.
  static let console = """
    CREATE INDEX interchangeReceived ON interchange (receivedAt, sender, verdict);
    CREATE INDEX interchangeName ON interchange (lower(CAST(fileName AS TEXT)));
    CREATE INDEX issueByCode ON issue (code, interchange);
    CREATE INDEX recordException ON record (interchange, position)
      WHERE verdict <> 'accepted' AND verdict <> 'unchanged';
    """
}
