/// How far the console's questions look: so far that each is answered in some milliseconds, whatever is in the ledger.
struct ConsoleLimits {
  /// Interchanges, or audit entries, that are looked at for one page, where something is asked for that no index
  /// answers.
  var candidates = 5000
  /// Of the newest interchanges so many are looked at for a text first: what many names have is found among them.
  var nearest = 2000
  /// File names with a piece of text in them that are looked at for one page.
  var names = 5000
  /// Interchanges that are found by anything else than a name.
  var exact = 500
  /// Errors that are read in one walk over open rejections.
  var errors = 50_000
  /// What the overview counts of one kind.
  var counted = 2000
  /// Documents over which a flow is measured.
  var measured = 1000
  /// Documents of a flow that are counted.
  var published = 100_000
}
