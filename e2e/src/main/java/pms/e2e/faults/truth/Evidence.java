package pms.e2e.faults.truth;

import java.util.List;

/**
 * All that a run left, on the callers' side and in the system.
 *
 * @param store in order of positions
 * @param topic in order of offsets within each partition
 * @param deadLetters records that no view could apply; the load sends nothing that deserves it
 * @param hashes empty as long as views can't be rebuilt
 */
public record Evidence(
        List<SentCommand> commands,
        List<StoredEvent> store,
        List<TopicRecord> topic,
        List<PatientRow> directory,
        List<HistoryRow> history,
        List<EncounterRow> encounters,
        Totals totals,
        List<AuditRow> audit,
        AuditVerdict chain,
        List<Account> accounts,
        long deadLetters,
        List<FeedLog> feeds,
        List<ViewHash> hashes) {}
