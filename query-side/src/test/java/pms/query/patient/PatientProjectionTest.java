package pms.query.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pms.projection.EventRecord;
import pms.projection.UnreadableRecord;
import pms.query.keys.PersonKey;
import pms.query.keys.PersonKeys;
import pms.schema.patient.v1.Facts;
import pms.schema.patient.v1.PatientDeactivated;
import pms.schema.patient.v1.PatientErased;
import pms.schema.patient.v1.PatientRegistered;
import pms.schema.patient.v1.Person;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class PatientProjectionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String MARK = "1984-13-77";

    private final OpenKeys keys = new OpenKeys();
    private final List<PatientEvent> applied = new ArrayList<>();
    private final PatientProjection projection =
            new PatientProjection(List.of(events -> Mono.fromRunnable(() -> applied.addAll(events))), keys);

    @Test
    void asksForTheKeysOfAWholeBatchAtOnce() {
        List<EventRecord> batch = IntStream.rangeClosed(1, 900)
                .mapToObj(n -> registered(new UUID(0, n % 300), "1984-03-09"))
                .toList();
        StepVerifier.create(projection.apply(batch)).expectComplete().verify(PATIENCE);
        assertThat(keys.asked).hasSize(1);
        assertThat(keys.asked.getFirst()).hasSize(300).doesNotHaveDuplicates();
        assertThat(applied)
                .hasSize(900)
                .allSatisfy(event -> assertThat(event.change()).isInstanceOf(Change.Registered.class));
    }

    @Test
    void asksForNoKeyWhenNothingIsSealed() {
        var batch = List.of(
                record(
                        PatientDeactivated.getDescriptor().getFullName(),
                        new UUID(0, 1),
                        PatientDeactivated.newBuilder().setVersion(2).build().toByteString()),
                record(
                        PatientErased.getDescriptor().getFullName(),
                        new UUID(0, 1),
                        PatientErased.newBuilder().setVersion(3).build().toByteString()));
        StepVerifier.create(projection.apply(batch)).expectComplete().verify(PATIENCE);
        assertThat(keys.asked).allSatisfy(ids -> assertThat(ids).isEmpty());
        assertThat(applied)
                .extracting(PatientEvent::change)
                .containsExactly(new Change.Deactivated(2), new Change.Erased(3));
    }

    @Test
    void foldsWhatIsOpenOfAnEventWhoseKeyIsGone() {
        UUID gone = new UUID(0, 7);
        keys.gone = gone;
        StepVerifier.create(projection.apply(List.of(registered(gone, "1984-03-09"))))
                .expectComplete()
                .verify(PATIENCE);
        assertThat(applied).extracting(PatientEvent::change).containsExactly(new Change.Sealed(1));
    }

    @Test
    void saysNothingOfWhatItCantRead() {
        StepVerifier.create(projection.apply(List.of(registered(new UUID(0, 1), MARK))))
                .expectErrorSatisfies(fault -> {
                    assertThat(fault).isInstanceOf(UnreadableRecord.class).hasNoCause();
                    assertThat(fault.toString()).doesNotContain(MARK);
                })
                .verify(PATIENCE);
        var noPerson = registered(new UUID(0, 1), ByteString.copyFromUtf8("MARK-no-person"));
        StepVerifier.create(projection.apply(List.of(noPerson)))
                .expectErrorSatisfies(fault -> assertThat(fault)
                        .isInstanceOf(UnreadableRecord.class)
                        .hasMessage("what is sealed is no person")
                        .hasNoCause())
                .verify(PATIENCE);
    }

    private static EventRecord registered(UUID id, String dateOfBirth) {
        return registered(
                id,
                Person.newBuilder()
                        .setName("A")
                        .setDateOfBirth(dateOfBirth)
                        .build()
                        .toByteString());
    }

    private static EventRecord registered(UUID id, ByteString person) {
        var event = PatientRegistered.newBuilder()
                .setVersion(1)
                .setSealedPerson(person)
                .setFacts(Facts.newBuilder().setRegisteredDate("2026-02-28"));
        return record(
                PatientRegistered.getDescriptor().getFullName(),
                id,
                event.build().toByteString());
    }

    private static EventRecord record(String type, UUID id, ByteString payload) {
        return new EventRecord(1, new UUID(1, 1), type, id.toString(), Instant.EPOCH, null, null, payload);
    }

    /** Keys that open by doing nothing. */
    private static final class OpenKeys implements PersonKeys {

        private final List<Collection<UUID>> asked = new ArrayList<>();
        private UUID gone = new UUID(9, 9);

        @Override
        public Mono<Map<UUID, PersonKey>> find(Collection<UUID> patientIds) {
            asked.add(patientIds);
            Map<UUID, PersonKey> keys = new HashMap<>();
            patientIds.forEach(id -> keys.put(id, (purpose, eventId, bytes) -> bytes.toByteArray()));
            keys.remove(gone);
            return Mono.just(keys);
        }

        @Override
        public boolean isErased(UUID patientId) {
            return false;
        }

        @Override
        public void erased(UUID patientId) {}

        @Override
        public Flux<UUID> erasures() {
            return Flux.never();
        }
    }
}
