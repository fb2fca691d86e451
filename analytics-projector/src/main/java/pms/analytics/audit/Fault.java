package pms.analytics.audit;

/**
 * Where the log is not as it was written.
 *
 * @param position of the entry; of the first that is missing
 * @param what differs, as a stable word
 */
record Fault(long position, Kind kind, String what) {

    enum Kind {
        /** The entry, or what it is chained to, was changed. */
        CHANGED,
        /** Entries are gone from between others. */
        MISSING,
        /** It was never written by the service. */
        INSERTED,
        /** The end of the log is gone. */
        TRUNCATED
    }
}
