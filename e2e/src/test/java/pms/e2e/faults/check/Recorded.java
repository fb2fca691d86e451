package pms.e2e.faults.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import pms.e2e.faults.truth.Account;
import pms.e2e.faults.truth.AuditRow;
import pms.e2e.faults.truth.AuditVerdict;
import pms.e2e.faults.truth.Evidence;
import pms.e2e.faults.truth.Facts;
import pms.e2e.faults.truth.FeedLog;
import pms.e2e.faults.truth.HistoryRow;
import pms.e2e.faults.truth.PatientRow;
import pms.e2e.faults.truth.Said;
import pms.e2e.faults.truth.SentCommand;
import pms.e2e.faults.truth.SentCommand.Acknowledged;
import pms.e2e.faults.truth.SentCommand.Expected;
import pms.e2e.faults.truth.SentCommand.Kind;
import pms.e2e.faults.truth.SentCommand.Rejected;
import pms.e2e.faults.truth.SentCommand.Unknown;
import pms.e2e.faults.truth.StoredEvent;
import pms.e2e.faults.truth.TopicRecord;
import pms.e2e.faults.truth.Totals;
import pms.e2e.faults.truth.ViewHash;

/**
 * The truth of a small run in which nothing went wrong, with lists that a test may falsify: Ada is registered, amended
 * and deactivated, Bob is registered and erased, and one command was rejected and another never answered.
 */
final class Recorded {
    static final String ADA = "ada";
    static final String BOB = "bob";

    final List<SentCommand> commands = new ArrayList<>();
    final List<StoredEvent> store = new ArrayList<>();
    final List<TopicRecord> topic = new ArrayList<>();
    final List<PatientRow> directory = new ArrayList<>();
    final List<HistoryRow> history = new ArrayList<>();
    final List<AuditRow> audit = new ArrayList<>();
    final List<Account> accounts = new ArrayList<>();
    final List<FeedLog.Seen> feed = new ArrayList<>();
    final List<ViewHash> hashes = new ArrayList<>();
    AuditVerdict chain = new AuditVerdict(true, 8, "The chain is whole");
    final List<FeedLog> feeds = new ArrayList<>();
    long deadLetters;
    Totals totals = new Totals(2, 0, 2, 1, 8, Map.of("2026-01-15", 2L), Map.of(), Map.of());

    private Recorded() {}

    static Recorded run() {
        Recorded run = new Recorded();
        run.happened(StoredEvent.REGISTERED, ADA, 1, "r1");
        run.happened(StoredEvent.REGISTERED, BOB, 1, "r2");
        run.happened(StoredEvent.ACCOUNT_OPENED, ADA, 0, "");
        run.happened(StoredEvent.AMENDED, ADA, 2, "r3");
        run.happened(StoredEvent.ACCOUNT_OPENED, BOB, 0, "");
        run.happened(StoredEvent.DEACTIVATED, ADA, 3, "r4");
        run.happened(StoredEvent.ERASED, BOB, 2, "r5");
        run.happened(StoredEvent.ACCOUNT_CLOSED, BOB, 0, "");
        run.sent("r1", Kind.REGISTER, null, said("Ada"), new Acknowledged(1, ADA, 1));
        run.sent("r2", Kind.REGISTER, null, said("Bob"), new Acknowledged(7, BOB, 3));
        run.sent("r3", Kind.AMEND, ADA, said("Ada B"), new Acknowledged(4, ADA, 1));
        run.sent("r4", Kind.DEACTIVATE, ADA, null, new Unknown("no answer"));
        run.sent("r5", Kind.ERASE, BOB, null, new Acknowledged(7, BOB, 1));
        run.commands.add(new SentCommand(
                "r6", Kind.REGISTER, null, said("Ada"), Expected.REJECTED, new Rejected(409, "email-taken")));
        run.sent("r7", Kind.REGISTER, null, said("Eve"), new Unknown("503"));
        run.feeds.add(new FeedLog("one", 0, 2, List.of()));
        run.directory.add(new PatientRow(ADA, 3, false, said("Ada B"), "2026-01-15"));
        run.accounts.add(new Account("account-ada", ADA, true));
        run.accounts.add(new Account("account-bob", BOB, false));
        return run;
    }

    private void happened(String type, String patient, long version, String request) {
        long position = store.size() + 1L;
        boolean stated = type.equals(StoredEvent.REGISTERED) || type.equals(StoredEvent.AMENDED);
        boolean ofAccount = type.startsWith("Billing");
        StoredEvent event = new StoredEvent(
                position,
                "e" + position,
                type,
                patient,
                request,
                "c" + position,
                version,
                stated ? new Facts(1984, "female", "Ohio", "2026-01-15") : null,
                ofAccount ? "account-" + patient : "");
        store.add(event);
        topic.add(
                new TopicRecord(patient.equals(ADA) ? 1 : 2, position, patient, event.id(), position, event.content()));
        history.add(new HistoryRow(position, patient, event.id(), type, event.content()));
        audit.add(new AuditRow(position, event.id(), type, position, patient));
        feed.add(new FeedLog.Seen(position, type, patient));
    }

    private void sent(
            String request,
            Kind kind,
            @org.jspecify.annotations.Nullable String patient,
            @org.jspecify.annotations.Nullable Said said,
            SentCommand.Outcome outcome) {
        commands.add(new SentCommand(request, kind, patient, said, Expected.ACKNOWLEDGED, outcome));
    }

    static Said said(String name) {
        return new Said(name, name.charAt(0) + "@example.org", "1 Trial Street", "1984-03-09", "female", "Ohio");
    }

    /** Puts something else in place of one of a list. */
    static <T> void replace(List<T> list, int index, UnaryOperator<T> change) {
        list.set(index, change.apply(list.get(index)));
    }

    Evidence evidence() {
        return new Evidence(
                commands,
                store,
                topic,
                directory,
                history,
                List.of(),
                totals,
                audit,
                chain,
                accounts,
                deadLetters,
                feeds.stream()
                        .map(client -> new FeedLog(client.client(), client.after(), client.connections(), feed))
                        .toList(),
                hashes);
    }

    /** A deactivation that no command of the run has caused. */
    static StoredEvent event(long position, String id, String patient, long version, String request) {
        return new StoredEvent(
                position, id, StoredEvent.DEACTIVATED, patient, request, "c" + position, version, null, "");
    }

    /** An amendment of Ada that ended in that way. */
    static SentCommand command(String request, Expected expected, SentCommand.Outcome outcome) {
        return new SentCommand(request, Kind.AMEND, ADA, said("Ada B"), expected, outcome);
    }

    Findings findings() {
        return Checker.check(evidence());
    }

    /** The kinds of violation that are found. */
    Set<Violation.Kind> kinds() {
        return findings().counts().keySet();
    }
}
