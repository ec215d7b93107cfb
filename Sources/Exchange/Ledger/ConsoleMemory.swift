/// What the console asks of a ledger beyond ``Ledger``: everything in it answers soon also where there are a million
/// interchanges, and says so where it counted only so far.
package protocol ConsoleMemory: JobMemory {
}
