package pms.e2e.faults.check;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.e2e.faults.check.Recorded.ADA;
import static pms.e2e.faults.check.Recorded.BOB;
import static pms.e2e.faults.check.Recorded.replace;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pms.e2e.faults.check.Violation.Kind;
import pms.e2e.faults.truth.Account;
import pms.e2e.faults.truth.AuditRow;
import pms.e2e.faults.truth.FeedLog;
import pms.e2e.faults.truth.HistoryRow;
import pms.e2e.faults.truth.PatientRow;
import pms.e2e.faults.truth.SentCommand;
import pms.e2e.faults.truth.SentCommand.Acknowledged;
import pms.e2e.faults.truth.SentCommand.Expected;
import pms.e2e.faults.truth.SentCommand.Rejected;
import pms.e2e.faults.truth.SentCommand.Unknown;
import pms.e2e.faults.truth.StoredEvent;
import pms.e2e.faults.truth.TopicRecord;
import pms.e2e.faults.truth.Totals;
import pms.e2e.faults.truth.ViewHash;

/** A checker that never failed is not trusted: faults are planted in a run that was right, and each must be found. */
class CheckerTest {
    private final Recorded run = Recorded.run();

    @Test
    void findsNothingInARunThatWasRight() {
        assertThat(findings().violations()).isEmpty();
        assertThat(findings().count()).isZero();
    }

    // The store.

    @Test
    void findsAnEventThatTheStoreDropped() {
        run.store.remove(3);
        assertThat(kinds()).contains(Kind.POSITION_GAP, Kind.VERSION_GAP, Kind.COMMAND_LOST);
    }

    @Test
    void findsAnAcknowledgedCommandThatIsLostThoughPositionsAreGapless() {
        run.commands.add(command("r9", Expected.ACKNOWLEDGED, new Acknowledged(4, ADA, 1)));
        assertThat(kinds()).containsExactly(Kind.COMMAND_LOST);
    }

    @Test
    void findsACommandThatWasCarriedOutTwice() {
        run.store.add(event(9, "e9", ADA, 4, "r3"));
        assertThat(kinds()).contains(Kind.COMMAND_DOUBLED);
    }

    @Test
    void findsAnUnknownCommandThatWasCarriedOutTwice() {
        run.store.add(event(9, "e9", ADA, 4, "r4"));
        assertThat(kinds()).contains(Kind.COMMAND_DOUBLED);
    }

    @Test
    void findsARejectedCommandThatWasCarriedOut() {
        run.store.add(event(9, "e9", ADA, 4, "r6"));
        assertThat(kinds()).contains(Kind.COMMAND_STORED_THOUGH_REJECTED);
    }

    @Test
    void findsAnEventElsewhereThanTheAnswerSaid() {
        replace(run.commands, 2, it -> command("r3", Expected.ACKNOWLEDGED, new Acknowledged(5, ADA, 1)));
        assertThat(kinds()).containsExactly(Kind.COMMAND_MISTAKEN);
    }

    @Test
    void findsAnEventOfAnotherPatientThanTheAnswerSaid() {
        replace(run.commands, 2, it -> command("r3", Expected.ACKNOWLEDGED, new Acknowledged(4, BOB, 1)));
        assertThat(kinds()).containsExactly(Kind.COMMAND_MISTAKEN);
    }

    @Test
    void findsACommandThatHadToBeRejected() {
        replace(run.commands, 2, it -> command("r3", Expected.REJECTED, it.outcome()));
        assertThat(kinds()).containsExactly(Kind.COMMAND_DECIDED_WRONGLY);
    }

    @Test
    void findsACommandThatHadToBeAcknowledged() {
        run.commands.add(command("r9", Expected.ACKNOWLEDGED, new Rejected(404, "patient-not-found")));
        assertThat(kinds()).containsExactly(Kind.COMMAND_DECIDED_WRONGLY);
    }

    @Test
    void leavesOpenWhetherAnUnknownCommandWasCarriedOut() {
        run.commands.add(command("r9", Expected.ACKNOWLEDGED, new Unknown("no answer")));
        assertThat(kinds()).isEmpty();
    }

    @Test
    void findsAnIdThatTwoEventsHave() {
        run.store.add(event(9, "e4", ADA, 4, ""));
        assertThat(kinds()).contains(Kind.EVENT_ID_DOUBLED);
    }

    @Test
    void findsAVersionThatIsLeftOut() {
        run.store.add(event(9, "e9", ADA, 5, ""));
        assertThat(kinds()).contains(Kind.VERSION_GAP);
    }

    // The topic.

    @Test
    void findsARecordThatTheTopicDropped() {
        run.topic.removeLast();
        assertThat(kinds()).containsExactly(Kind.TOPIC_MISSING);
    }

    @Test
    void findsARecordThatTheTopicDroppedInTheMiddle() {
        run.topic.remove(3);
        assertThat(kinds()).containsExactly(Kind.TOPIC_ORDER);
    }

    @Test
    void findsTwoRecordsOfAPatientThatAreSwapped() {
        Collections.swap(run.topic, 2, 3);
        assertThat(kinds()).contains(Kind.TOPIC_ORDER);
    }

    @Test
    void countsARecordThatCameTwiceInOrder() {
        run.topic.add(run.topic.get(2));
        run.topic.add(run.topic.get(3));
        assertThat(kinds()).isEmpty();
        assertThat(findings().resentRecords()).isEqualTo(2);
    }

    @Test
    void letsRecordsComeAgainFromALaterOneWhenNewOnesCameBetween() {
        run.topic.add(3, run.topic.get(0));
        run.topic.add(run.topic.get(4));
        assertThat(run.topic).extracting(TopicRecord::position).containsExactly(1L, 2L, 3L, 1L, 4L, 5L, 6L, 7L, 8L, 4L);
        assertThat(kinds()).isEmpty();
        assertThat(findings().resentRecords()).isEqualTo(2);
    }

    @Test
    void findsRecordsThatCameAgainOutOfOrder() {
        run.topic.add(run.topic.get(0));
        run.topic.add(run.topic.get(3));
        assertThat(kinds()).containsExactly(Kind.TOPIC_RESEND_ORDER);
    }

    @Test
    void findsARecordWithOtherBytes() {
        replace(run.topic, 7, it -> new TopicRecord(it.partition(), it.offset(), it.key(), it.id(), 8, "other"));
        assertThat(kinds()).contains(Kind.TOPIC_CONTENT);
    }

    @Test
    void findsAPatientInTwoPartitions() {
        replace(run.topic, 7, it -> new TopicRecord(7, it.offset(), it.key(), it.id(), 8, it.content()));
        assertThat(kinds()).containsExactly(Kind.TOPIC_CONTENT);
    }

    @Test
    void findsDeadLetters() {
        run.deadLetters = 1;
        assertThat(kinds()).containsExactly(Kind.DEAD_LETTER);
    }

    // The views.

    @Test
    void findsARowOfTheDirectoryThatIsMissing() {
        run.directory.clear();
        assertThat(kinds()).containsExactly(Kind.DIRECTORY);
    }

    @Test
    void findsARowOfTheDirectoryThatIsBehind() {
        replace(run.directory, 0, it -> new PatientRow(ADA, 2, true, it.person(), it.registeredDate()));
        assertThat(kinds()).containsExactly(Kind.DIRECTORY);
    }

    @Test
    void findsAnotherPersonInTheDirectoryThanWasSaid() {
        replace(run.directory, 0, it -> new PatientRow(ADA, 3, false, Recorded.said("Ada"), it.registeredDate()));
        assertThat(kinds()).containsExactly(Kind.DIRECTORY);
    }

    @Test
    void findsAnErasedPatientInTheDirectory() {
        run.directory.add(new PatientRow(BOB, 1, true, Recorded.said("Bob"), "2026-01-15"));
        assertThat(kinds()).containsExactly(Kind.DIRECTORY);
    }

    @Test
    void findsAnEventThatTheHistoryDropped() {
        run.history.remove(5);
        assertThat(kinds()).containsExactly(Kind.HISTORY);
    }

    @Test
    void findsAnEventThatTheHistoryHasTwice() {
        run.history.add(run.history.get(5));
        assertThat(kinds()).containsExactly(Kind.HISTORY);
    }

    @Test
    void findsAnEventThatTheHistoryHasOtherwise() {
        replace(run.history, 5, it -> new HistoryRow(it.position(), BOB, it.id(), it.type(), it.content()));
        assertThat(kinds()).containsExactly(Kind.HISTORY);
    }

    @Test
    void findsAnEventThatAnalyticsCountedTwice() {
        Totals right = run.totals;
        run.totals = new Totals(
                right.patients(),
                right.active(),
                right.accountsOpened() + 1,
                right.accountsClosed(),
                right.events(),
                right.registrations(),
                right.birthYears(),
                right.regions());
        assertThat(kinds()).containsExactly(Kind.ANALYTICS);
    }

    @Test
    void findsAGroupThatAnalyticsCountsWrongly() {
        Totals right = run.totals;
        run.totals = new Totals(2, 0, 2, 1, 8, right.registrations(), right.birthYears(), Map.of("Ohio", 1L));
        assertThat(kinds()).containsExactly(Kind.ANALYTICS);
    }

    @Test
    void findsAViewWhoseRebuildDiffers() {
        run.hashes.add(new ViewHash("directory", "a", "a"));
        assertThat(kinds()).isEmpty();
        run.hashes.add(new ViewHash("history", "a", "b"));
        assertThat(kinds()).containsExactly(Kind.REBUILT_VIEW);
    }

    // Accounts.

    @Test
    void findsAnAccountThatIsMissing() {
        run.accounts.removeFirst();
        assertThat(kinds()).containsExactly(Kind.ACCOUNT_MISSING);
    }

    @Test
    void findsASecondAccount() {
        run.accounts.add(new Account("account-ada-2", ADA, true));
        assertThat(kinds()).containsExactly(Kind.ACCOUNT_DOUBLED);
    }

    @Test
    void findsASecondOpening() {
        run.store.add(new StoredEvent(9, "e9", StoredEvent.ACCOUNT_OPENED, ADA, "", "c9", 0, null, "account-ada"));
        assertThat(kinds()).contains(Kind.ACCOUNT_DOUBLED);
    }

    @Test
    void findsAnAccountThatStayedOpen() {
        replace(run.accounts, 1, it -> new Account(it.account(), BOB, true));
        assertThat(kinds()).containsExactly(Kind.ACCOUNT_STATE);
    }

    @Test
    void findsAnotherAccountThanTheEventsTellOf() {
        replace(run.accounts, 0, it -> new Account("account-x", ADA, true));
        assertThat(kinds()).containsExactly(Kind.ACCOUNT_STATE);
    }

    // The audit log.

    @Test
    void findsAnEntryThatIsMissing() {
        run.audit.remove(4);
        assertThat(kinds()).containsExactly(Kind.AUDIT_MISSING);
    }

    @Test
    void findsAnEntryThatIsThereTwice() {
        run.audit.add(new AuditRow(9, "e5", StoredEvent.ACCOUNT_OPENED, 5, BOB));
        assertThat(kinds()).containsExactly(Kind.AUDIT_DOUBLED);
    }

    @Test
    void findsAnEntryThatNamesAnotherPatient() {
        replace(run.audit, 4, it -> new AuditRow(it.position(), it.id(), it.type(), it.eventPosition(), ADA));
        assertThat(kinds()).containsExactly(Kind.AUDIT_ENTRY);
    }

    // The feed.

    @Test
    void findsAnEventThatTheFeedDropped() {
        run.feed.remove(4);
        assertThat(kinds()).containsExactly(Kind.FEED_MISSING);
    }

    @Test
    void findsAnEventThatTheFeedToldTwice() {
        run.feed.add(4, run.feed.get(4));
        assertThat(kinds()).containsExactly(Kind.FEED_DOUBLED);
    }

    @Test
    void findsTwoEventsThatTheFeedSwapped() {
        Collections.swap(run.feed, 4, 5);
        assertThat(kinds()).containsExactly(Kind.FEED_ORDER);
    }

    @Test
    void findsAnEventThatTheFeedToldOtherwise() {
        replace(run.feed, 4, it -> new FeedLog.Seen(it.position(), it.type(), ADA));
        assertThat(kinds()).containsExactly(Kind.FEED_CONTENT);
    }

    @Test
    void countsAllAndKeepsTheFirstOfEachKind() {
        for (int i = 0; i < 100; i++) {
            run.commands.add(command("lost-" + i, Expected.ACKNOWLEDGED, new Acknowledged(1, ADA, 1)));
        }
        assertThat(findings().counts()).containsEntry(Kind.COMMAND_LOST, 100L);
        assertThat(findings().violations()).hasSize(20);
    }

    private static StoredEvent event(long position, String id, String patient, long version, String request) {
        return new StoredEvent(
                position, id, StoredEvent.DEACTIVATED, patient, request, "c" + position, version, null, "");
    }

    private static SentCommand command(String request, Expected expected, SentCommand.Outcome outcome) {
        return new SentCommand(request, SentCommand.Kind.AMEND, ADA, Recorded.said("Ada B"), expected, outcome);
    }

    private Findings findings() {
        return Checker.check(run.evidence());
    }

    private Set<Kind> kinds() {
        return findings().counts().keySet();
    }
}
