package pms.e2e.faults.check;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.e2e.faults.check.Recorded.ADA;
import static pms.e2e.faults.check.Recorded.BOB;
import static pms.e2e.faults.check.Recorded.command;
import static pms.e2e.faults.check.Recorded.replace;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import pms.e2e.faults.check.Violation.Kind;
import pms.e2e.faults.truth.Account;
import pms.e2e.faults.truth.AuditRow;
import pms.e2e.faults.truth.AuditVerdict;
import pms.e2e.faults.truth.FeedLog;
import pms.e2e.faults.truth.SentCommand.Acknowledged;
import pms.e2e.faults.truth.SentCommand.Expected;
import pms.e2e.faults.truth.StoredEvent;

/** A checker that never failed is not trusted: faults are planted in a run that was right, and each must be found. */
class CheckerTest {
    private final Recorded run = Recorded.run();

    @Test
    void findsNothingInARunThatWasRight() {
        assertThat(run.findings().violations()).isEmpty();
        assertThat(run.findings().count()).isZero();
    }

    @Test
    void findsAnAccountThatIsMissing() {
        run.accounts.removeFirst();
        assertThat(run.kinds()).containsExactly(Kind.ACCOUNT_MISSING);
    }

    @Test
    void findsASecondAccount() {
        run.accounts.add(new Account("account-ada-2", ADA, true));
        assertThat(run.kinds()).containsExactly(Kind.ACCOUNT_DOUBLED);
    }

    @Test
    void findsASecondOpening() {
        run.store.add(new StoredEvent(9, "e9", StoredEvent.ACCOUNT_OPENED, ADA, "", "c9", 0, null, "account-ada"));
        assertThat(run.kinds()).contains(Kind.ACCOUNT_DOUBLED);
    }

    @Test
    void findsAnAccountThatStayedOpen() {
        replace(run.accounts, 1, it -> new Account(it.account(), BOB, true));
        assertThat(run.kinds()).containsExactly(Kind.ACCOUNT_STATE);
    }

    @Test
    void findsAnotherAccountThanTheEventsTellOf() {
        replace(run.accounts, 0, it -> new Account("account-x", ADA, true));
        assertThat(run.kinds()).containsExactly(Kind.ACCOUNT_STATE);
    }

    @Test
    void findsAnEntryThatIsMissing() {
        run.audit.remove(4);
        assertThat(run.kinds()).containsExactly(Kind.AUDIT_MISSING);
    }

    @Test
    void findsAnEntryThatIsThereTwice() {
        run.audit.add(new AuditRow(9, "e5", StoredEvent.ACCOUNT_OPENED, 5, BOB));
        run.chain = new AuditVerdict(true, 9, "The chain is whole");
        assertThat(run.kinds()).containsExactly(Kind.AUDIT_DOUBLED);
    }

    @Test
    void findsAnEntryThatNamesAnotherPatient() {
        replace(run.audit, 4, it -> new AuditRow(it.position(), it.id(), it.type(), it.eventPosition(), ADA));
        assertThat(run.kinds()).containsExactly(Kind.AUDIT_ENTRY);
    }

    @Test
    void findsAChainThatDoesNotVerify() {
        run.chain = new AuditVerdict(false, 8, "FAULT position 3: CHANGED");
        assertThat(run.kinds()).containsExactly(Kind.AUDIT_CHAIN);
    }

    @Test
    void findsAChainThatIsShorterThanTheLog() {
        run.chain = new AuditVerdict(true, 0, "");
        assertThat(run.kinds()).containsExactly(Kind.AUDIT_CHAIN);
    }

    @Test
    void findsAnEventThatTheFeedDropped() {
        run.feed.remove(4);
        assertThat(run.kinds()).containsExactly(Kind.FEED_MISSING);
    }

    @Test
    void findsAnEventThatTheFeedToldTwice() {
        run.feed.add(4, run.feed.get(4));
        assertThat(run.kinds()).containsExactly(Kind.FEED_DOUBLED);
    }

    @Test
    void findsTwoEventsThatTheFeedSwapped() {
        Collections.swap(run.feed, 4, 5);
        assertThat(run.kinds()).containsExactly(Kind.FEED_ORDER);
    }

    @Test
    void findsAnEventThatTheFeedToldOtherwise() {
        replace(run.feed, 4, it -> new FeedLog.Seen(it.position(), it.type(), ADA));
        assertThat(run.kinds()).containsExactly(Kind.FEED_CONTENT);
    }

    @Test
    void countsAllAndKeepsTheFirstOfEachKind() {
        for (int i = 0; i < 100; i++) {
            run.commands.add(command("lost-" + i, Expected.ACKNOWLEDGED, new Acknowledged(1, ADA, 1)));
        }
        assertThat(run.findings().counts()).containsEntry(Kind.COMMAND_LOST, 100L);
        assertThat(run.findings().violations()).hasSize(20);
    }
}
