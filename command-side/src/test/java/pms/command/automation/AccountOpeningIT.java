package pms.command.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pms.command.eventstore.AppendCondition;
import pms.command.eventstore.Criteria;
import pms.command.eventstore.Criterion;
import pms.command.eventstore.EventStore;
import pms.command.eventstore.NewEvent;
import pms.command.patient.PatientCodec;
import pms.command.patient.PatientEvent.BillingAccountOpened;
import pms.command.patient.Tags;
import pms.command.progress.Checkpoints;
import pms.command.testing.BillingPeer;
import pms.command.testing.Patients;
import pms.command.testing.Servers;
import pms.command.testing.Servers.Database;
import pms.command.testing.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class AccountOpeningIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final BillingPeer billing = new BillingPeer();
    private final Database database = Servers.freshDatabase();
    private final Service service = Service.start(database, Servers.freshTopic(), billing);
    private final Patients patients = new Patients(service.http());

    @AfterEach
    void close() throws InterruptedException {
        service.close();
        billing.stop();
    }

    @Test
    void opensOneAccountForEachPatientRegisteredWhileBillingWasDown() throws InterruptedException {
        billing.stop();
        List<UUID> registered = register(20);
        billing.restart();

        awaitOpened(registered);
        assertThat(billing.accounts()).hasSize(20);
    }

    @Test
    void triesAgainOnTransientStatusesAndOnThoseThatNeedAnOperator() {
        billing.before(call -> switch (call) {
            case 1 -> Mono.error(Status.UNAVAILABLE.asRuntimeException());
            case 2 -> Mono.error(Status.RESOURCE_EXHAUSTED.asRuntimeException());
            case 3 -> Mono.error(Status.UNAUTHENTICATED.asRuntimeException());
            default -> Mono.empty();
        });

        awaitOpened(register(2));
        assertThat(billing.calls()).isGreaterThanOrEqualTo(4);
    }

    @Test
    void givesUpACallAtItsDeadlineAndTriesAgain() {
        billing.before(call -> call == 1 ? Mono.never() : Mono.empty());

        awaitOpened(register(1));
        assertThat(billing.calls()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void recordsAnAccountOnceThoughItStartsFromTheBeginning() throws SQLException {
        List<UUID> registered = register(3);
        awaitOpened(registered);
        int calls = billing.calls();
        service.close();
        Servers.execute(database, "delete from checkpoint where name = 'account-opening'");

        try (Service again = Service.start(database, Servers.freshTopic(), billing)) {
            await().atMost(LONG).until(() -> billing.calls() > calls);
            awaitCheckpoint(again, 6);
            assertThat(opened(again)).hasSize(3);
        }
    }

    @Test
    void sendsABacklogByFewCallsAndNothingTwice() throws InterruptedException {
        billing.stop();
        List<UUID> registered = appendRegistrations(2_000);
        billing.restart();

        awaitOpened(registered);
        assertThat(billing.accounts()).hasSize(2_000);
        assertThat(billing.largestStream()).isLessThanOrEqualTo(256);
        assertThat(billing.mostCallsAtOnce()).isEqualTo(1);
        assertThat(billing.calls())
                .as("batches of 256, and a few to begin with")
                .isLessThan(50);
    }

    @Test
    void opensAllThroughStreamsThatBreakInTheMiddle() {
        billing.streams((stream, answers) -> stream % 2 == 1
                ? answers.take(20).concatWith(Mono.error(Status.UNAVAILABLE.asRuntimeException()))
                : answers);

        awaitOpened(appendRegistrations(500));
        assertThat(billing.streams()).isGreaterThanOrEqualTo(4);
    }

    @Test
    void tellsHowTheBreakerStands() {
        billing.before(call -> Mono.error(Status.UNAVAILABLE.asRuntimeException()));
        appendRegistrations(10);
        await().atMost(LONG).until(() -> !"CLOSED".equals(breakerInHealth()));

        billing.before(call -> Mono.empty());
        await().atMost(LONG).until(() -> "CLOSED".equals(breakerInHealth()));
        assertThat(service.bean(MeterRegistry.class)
                        .get(BillingMetrics.NAME)
                        .tag("state", "closed")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    private Object breakerInHealth() {
        return service.bean(BillingHealthIndicator.class)
                .health()
                .blockOptional(LONG)
                .orElseThrow()
                .getDetails()
                .getOrDefault("breaker", "");
    }

    /** Without HTTP, which would take longer than what is looked at. */
    private List<UUID> appendRegistrations(int count) {
        List<UUID> patients = Stream.generate(UUID::randomUUID).limit(count).toList();
        Flux.fromIterable(patients)
                .map(patient -> new NewEvent(
                        UUID.randomUUID(),
                        PatientCodec.REGISTERED,
                        patient.toString(),
                        new byte[0],
                        Map.of(),
                        Set.of(Tags.patient(patient))))
                .buffer(50)
                .concatMap(events -> service.bean(EventStore.class).append(events, AppendCondition.none()))
                .as(StepVerifier::create)
                .expectNextCount((count + 49) / 50)
                .expectComplete()
                .verify(LONG);
        return patients;
    }

    private List<UUID> register(int count) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(patients.registered(Patients.freshEmail()));
        }
        return ids;
    }

    private void awaitOpened(List<UUID> registered) {
        await().atMost(LONG).untilAsserted(() -> assertThat(opened(service)).containsOnlyKeys(registered));
        assertThat(opened(service)).isEqualTo(billing.accounts());
    }

    private static void awaitCheckpoint(Service service, long position) {
        await().atMost(LONG)
                .untilAsserted(() -> service.bean(Checkpoints.class)
                        .load("account-opening")
                        .as(StepVerifier::create)
                        .assertNext(saved -> assertThat(saved).isGreaterThanOrEqualTo(position))
                        .verifyComplete());
    }

    /** Patient to account, as the log tells; fails when it tells of a patient twice. */
    private static Map<UUID, UUID> opened(Service service) {
        Map<UUID, UUID> accounts = new HashMap<>();
        Criteria opened = Criteria.anyOf(new Criterion(Set.of(), Set.of(PatientCodec.ACCOUNT_OPENED)));
        service.bean(EventStore.class)
                .read(opened, 0)
                .map(event -> (BillingAccountOpened) PatientCodec.decode(event.type(), event.payload(), Set.of(), null))
                .as(StepVerifier::create)
                .thenConsumeWhile(event -> accounts.put(event.patientId(), event.accountId()) == null)
                .verifyComplete();
        return accounts;
    }
}
