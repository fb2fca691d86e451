package pms.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.schema.billing.v1.AccountStatus.ACCOUNT_STATUS_CLOSED;
import static pms.schema.billing.v1.AccountStatus.ACCOUNT_STATUS_OPEN;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import pms.schema.billing.v1.Account;
import pms.schema.billing.v1.AccountChange;
import pms.schema.billing.v1.AccountStatus;
import pms.schema.billing.v1.OpenAccountResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CloseAccountIT {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final int RACERS = 32;

    private final TestDatabase database = new TestDatabase();
    private RunningBilling billing;
    private RunningBilling other;

    @BeforeAll
    void start() {
        billing = new RunningBilling(database);
        other = new RunningBilling(database);
    }

    @AfterAll
    void stop() {
        other.close();
        billing.close();
    }

    @Test
    void closesTheOpenAccountAndTellsWatchersOfIt() throws SQLException {
        var patientId = UUID.randomUUID();
        var before = lastSequence();
        var opened = get(open(billing, patientId));

        var closed = get(close(billing, patientId));

        assertThat(closed.getAccountId()).isEqualTo(opened.getAccountId());
        assertThat(closed.getPatientId()).isEqualTo(patientId.toString());
        assertThat(closed.getStatus()).isEqualTo(ACCOUNT_STATUS_CLOSED);
        assertThat(get(find(patientId))).isEqualTo(closed);
        var changes = changes(before, 2);
        assertThat(changes).extracting(AccountChange::getSequence).containsExactly(before + 1, before + 2);
        assertThat(changes)
                .extracting(change -> change.getAccount().getAccountId())
                .containsOnly(opened.getAccountId());
        assertThat(statuses(changes)).containsExactly(ACCOUNT_STATUS_OPEN, ACCOUNT_STATUS_CLOSED);
    }

    @Test
    void givesAPatientWithoutAccountOneThatIsClosedFromTheBeginning() throws SQLException {
        var patientId = UUID.randomUUID();
        var before = lastSequence();

        var closed = get(close(billing, patientId));
        var late = get(open(other, patientId));

        assertThat(closed.getStatus()).isEqualTo(ACCOUNT_STATUS_CLOSED);
        assertThat(closed.getOpenedAt().getSeconds()).isPositive();
        assertThat(late.getOpened()).as("an opening that comes late").isFalse();
        assertThat(late.getStatus()).isEqualTo(ACCOUNT_STATUS_CLOSED);
        assertThat(late.getAccountId()).isEqualTo(closed.getAccountId());
        assertThat(statuses(changes(before, 1))).containsExactly(ACCOUNT_STATUS_CLOSED);
        assertThat(lastSequence()).as("it was never open").isEqualTo(before + 1);
    }

    @Test
    void answersWithAnAccountThatIsClosedAlreadyAndWritesNothing() throws SQLException {
        var patientId = UUID.randomUUID();
        get(open(billing, patientId));
        var closed = get(close(billing, patientId));
        var before = lastSequence();

        assertThat(get(close(billing, patientId))).isEqualTo(closed);
        assertThat(get(close(other, patientId))).isEqualTo(closed);

        assertThat(lastSequence()).isEqualTo(before);
        assertThat(database.number("select count(*) from account_change")).isEqualTo(before);
    }

    @RepeatedTest(5)
    void leavesOneClosedAccountWhenOpeningsAndClosingsOfOnePatientRaceOnTwoInstances() throws SQLException {
        var patientId = UUID.randomUUID();

        var accountIds = get(Flux.range(0, 2 * RACERS)
                .flatMap(i -> oneOfFour(i, patientId), 2 * RACERS)
                .collectList());

        assertThat(accountIds).hasSize(2 * RACERS).containsOnly(accountIds.getFirst());
        assertThat(get(find(patientId)).getStatus())
                .as("each opening saw it open, or closed")
                .isEqualTo(ACCOUNT_STATUS_CLOSED);
        assertThat(database.number("select count(*) from account where patient_id = '%s'".formatted(patientId)))
                .isEqualTo(1);
        var statuses = statuses(changes(0, (int) lastSequence()).stream()
                .filter(change -> change.getAccount().getPatientId().equals(patientId.toString()))
                .toList());
        assertThat(statuses)
                .as("opened at most once and closed once, in this order")
                .isIn(List.of(ACCOUNT_STATUS_CLOSED), List.of(ACCOUNT_STATUS_OPEN, ACCOUNT_STATUS_CLOSED));
        assertGapless();
    }

    @Test
    void losesNoSequenceWhenOpeningsAndClosingsOfManyPatientsRaceOnTwoInstances() throws SQLException {
        var patients = Flux.range(0, 200).map(i -> UUID.randomUUID()).collectList();

        get(patients.flatMapMany(Flux::fromIterable)
                .flatMap(
                        patientId -> Flux.merge(
                                open(billing, patientId).then(),
                                close(other, patientId).then(),
                                close(billing, patientId).then()),
                        16)
                .then(Mono.just(true)));

        assertThat(database.number("select count(*) from account where status <> 'CLOSED'"))
                .isZero();
        assertGapless();
    }

    private Mono<String> oneOfFour(int i, UUID patientId) {
        var instance = i % 2 == 0 ? billing : other;
        return i / 2 % 2 == 0
                ? open(instance, patientId).map(OpenAccountResponse::getAccountId)
                : close(instance, patientId).map(Account::getAccountId);
    }

    private void assertGapless() throws SQLException {
        assertThat(database.number("select count(*) - max(sequence) from account_change"))
                .as("no hole in the sequence")
                .isZero();
        assertThat(database.number("select max(sequence) from account_change")).isEqualTo(lastSequence());
    }

    private long lastSequence() throws SQLException {
        return database.number("select sequence from account_head");
    }

    private List<AccountChange> changes(long after, int count) {
        return get(billing.client()
                .watchAccounts(RunningBilling.watchAfter(after))
                .take(count)
                .collectList());
    }

    private static List<AccountStatus> statuses(List<AccountChange> changes) {
        return changes.stream().map(change -> change.getAccount().getStatus()).toList();
    }

    private Mono<Account> find(UUID patientId) {
        return billing.client().getAccount(RunningBilling.get(patientId.toString()));
    }

    private static Mono<OpenAccountResponse> open(RunningBilling instance, UUID patientId) {
        return instance.client().openAccount(RunningBilling.open(patientId));
    }

    private static Mono<Account> close(RunningBilling instance, UUID patientId) {
        return instance.client().closeAccount(RunningBilling.close(patientId));
    }

    private static <T> T get(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(BOUND));
    }
}
