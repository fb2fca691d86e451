package pms.command.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.MetadataUtils;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import pms.command.eventstore.Criteria;
import pms.command.eventstore.EventStore;
import pms.command.eventstore.StoredEvent;
import pms.command.patient.PatientCodec;
import pms.command.patient.Tags;
import pms.command.testing.Patients;
import pms.command.testing.Service;
import pms.schema.keys.v1.Erasure;
import pms.schema.keys.v1.GetKeysRequest;
import pms.schema.keys.v1.PatientKey;
import pms.schema.keys.v1.ReactorKeyServiceGrpc;
import pms.schema.keys.v1.WatchErasuresRequest;
import reactor.test.StepVerifier;

/** A patient is erased: its key, what it claimed, its account, and what is answered from then on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Service service = Service.shared();
    private final Patients patients = new Patients(service.http());
    private final ManagedChannel channel = ManagedChannelBuilder.forAddress(
                    "127.0.0.1", service.bean(GrpcServerLifecycle.class).getPort())
            .usePlaintext()
            .build();

    @AfterAll
    void close() {
        channel.shutdownNow();
    }

    @Test
    void destroysTheKeyFreesTheClaimsAndClosesTheAccount() {
        String email = Patients.freshEmail();
        UUID id = patients.registered(email);
        assertThat(keysOf(id)).hasSize(1);
        Patients.problem(patients.post(Patients.json(email)), 409, "email-taken");

        long position = erase(id);

        await().atMost(LONG).untilAsserted(() -> assertThat(keysOf(id)).isEmpty());
        UUID other = patients.registered(email);
        assertThat(other).isNotEqualTo(id);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(service.billing().closed()).contains(id));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(log(id))
                        .extracting(StoredEvent::type)
                        .contains(PatientCodec.ERASED, PatientCodec.ACCOUNT_CLOSED));
        assertThat(erase(id)).as("again").isGreaterThanOrEqualTo(position);
        assertThat(log(id))
                .filteredOn(event -> event.type().equals(PatientCodec.ERASED))
                .hasSize(1);
    }

    @Test
    void nothingCanBeDoneToThePatientAnyMore() {
        String email = Patients.freshEmail();
        UUID id = patients.registered(email);
        erase(id);

        Patients.problem(patients.put(id, Patients.json(email)), 410, "patient-erased");
        Patients.problem(service.http().delete().uri("/api/patients/{id}", id).exchange(), 410, "patient-erased");
        Patients.problem(
                service.http()
                        .post()
                        .uri("/api/patients/{id}/erasure", UUID.randomUUID())
                        .exchange(),
                404,
                "patient-not-found");
    }

    @Test
    void aRepeatedRequestDoesNotTellWhoItWas() {
        String body = Patients.json(Patients.freshEmail());
        String key = UUID.randomUUID().toString();
        var registered = Objects.requireNonNull(
                patients.register(body, "Idempotency-Key", key).getResponseBody());
        erase(UUID.fromString((String) registered.get("id")));

        await().atMost(LONG)
                .untilAsserted(
                        () -> Patients.problem(patients.post(body, "Idempotency-Key", key), 410, "patient-erased"));
    }

    @Test
    void aDeactivatedPatientCanBeErased() {
        String email = Patients.freshEmail();
        UUID id = patients.registered(email);
        service.http()
                .delete()
                .uri("/api/patients/{id}", id)
                .exchange()
                .expectStatus()
                .isNoContent();

        erase(id);

        assertThat(patients.registered(email)).isNotEqualTo(id);
    }

    @Test
    void watchersAreToldWhenTheKeyIsGone() {
        UUID id = patients.registered(Patients.freshEmail());

        keyService(Service.TOKEN)
                .watchErasures(WatchErasuresRequest.getDefaultInstance())
                .map(Erasure::getPatientId)
                .filter(told -> told.isEmpty() || told.equals(id.toString()))
                .as(StepVerifier::create)
                .expectNext("")
                .then(() -> erase(id))
                .assertNext(told -> assertThat(keysOf(UUID.fromString(told))).isEmpty())
                .thenCancel()
                .verify(LONG);
    }

    @Test
    void nobodyGetsKeysWithoutTheToken() {
        for (String token : List.of("", "wrong")) {
            keyService(token)
                    .getKeys(GetKeysRequest.getDefaultInstance())
                    .as(StepVerifier::create)
                    .verifyErrorSatisfies(error ->
                            assertThat(Status.fromThrowable(error).getCode()).isEqualTo(Status.Code.UNAUTHENTICATED));
        }
        service.http()
                .post()
                .uri("/internal/keys/rotations")
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void wrongQuestionsAreRefused() {
        keyService(Service.TOKEN)
                .getKeys(GetKeysRequest.newBuilder().addPatientIds("7").build())
                .as(StepVerifier::create)
                .verifyErrorSatisfies(error ->
                        assertThat(Status.fromThrowable(error).getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
    }

    @Test
    void theLogHoldsNothingPersonalInClear() {
        String mark = "mark" + UUID.randomUUID().toString().replace("-", "");
        UUID id = patients.registered(mark + "@example.org");
        patients.put(
                        id,
                        Patients.json(mark + "@example.org")
                                .replace("Anna Example", "Anna " + mark)
                                .replace("1 Sample Street", mark + " Street"),
                        "Idempotency-Key",
                        UUID.randomUUID().toString())
                .expectStatus()
                .isOk();

        for (StoredEvent event : log(id)) {
            String all = new String(event.payload(), StandardCharsets.ISO_8859_1) + event.metadata();
            assertThat(all).doesNotContain(mark, "Anna", "1984-03-09");
        }
    }

    private long erase(UUID id) {
        var headers = service.http()
                .post()
                .uri("/api/patients/{id}/erasure", id)
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectBody()
                .isEmpty()
                .getResponseHeaders();
        return Long.parseLong(Objects.requireNonNull(headers.getFirst("PMS-Position")));
    }

    private List<StoredEvent> log(UUID id) {
        return service.bean(EventStore.class)
                .read(Criteria.anyTagOf(Tags.patient(id)), 0)
                .collectList()
                .blockOptional(LONG)
                .orElseThrow();
    }

    private List<PatientKey> keysOf(UUID id) {
        return keyService(Service.TOKEN)
                .getKeys(
                        GetKeysRequest.newBuilder().addPatientIds(id.toString()).build())
                .blockOptional(LONG)
                .orElseThrow()
                .getKeysList();
    }

    private ReactorKeyServiceGrpc.ReactorKeyServiceStub keyService(String token) {
        Metadata headers = new Metadata();
        if (!token.isEmpty()) {
            headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        }
        return ReactorKeyServiceGrpc.newReactorStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }
}
