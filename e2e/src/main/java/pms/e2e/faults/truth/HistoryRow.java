package pms.e2e.faults.truth;

/** A row of the history: an event as the view keeps it. */
public record HistoryRow(long position, String patient, String id, String type, String content) {}
