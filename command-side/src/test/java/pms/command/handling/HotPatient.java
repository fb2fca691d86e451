package pms.command.handling;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.messaging.commandhandling.CommandBus;
import pms.command.axon.PostgresEventStorageEngine;
import pms.command.eventstore.EventStore;
import pms.command.eventstore.PostgresEventStore;
import pms.command.eventstore.StoreDatabase;
import pms.command.patient.Draft;
import pms.command.patient.Samples;
import pms.command.patient.VersionCondition;
import pms.command.patient.amend.AmendDecider;
import pms.command.patient.amend.AmendPatient;
import pms.command.patient.deactivate.DeactivateDecider;
import pms.command.patient.register.RegisterDecider;
import pms.command.patient.register.RegisterPatient;
import pms.command.sealing.MemoryKeys;
import pms.command.sealing.PatientKeys;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Measures how many commands a second one patient takes: many callers, each amends again as soon as it is answered. */
public final class HotPatient {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Caller CALLER = new Caller("tester@example.org", "hot-patient", null);
    static final UnchangedRecord NO_RECORD = (caller, handled) -> Mono.empty();

    static final SealedEvents SEALED = new SealedEvents(new MemoryKeys(), text -> text);
    private static final AtomicLong COUNTER = new AtomicLong();

    private HotPatient() {}

    /** Commands on a store, without Spring; as many as {@code maxTogether} of one patient share an append. */
    public static PatientCommands commands(EventStore store, int maxTogether) {
        return commands(store, maxTogether, SEALED);
    }

    /** Commands whose persons are sealed with these keys. */
    public static PatientCommands commands(EventStore store, PatientKeys keys) {
        return commands(store, 64, new SealedEvents(keys, text -> text));
    }

    private static PatientCommands commands(EventStore store, int maxTogether, SealedEvents sealed) {
        return new PatientCommands(
                axon(store, sealed).getComponent(CommandBus.class),
                store,
                sealed,
                NO_RECORD,
                new HandlingProperties(TIMEOUT, 10_000, maxTogether));
    }

    static AxonConfiguration axon(EventStore store) {
        return axon(store, SEALED);
    }

    private static AxonConfiguration axon(EventStore store, SealedEvents sealed) {
        AxonConfiguration axon = AxonCommandHandling.configure(
                new PostgresEventStorageEngine(store, new PatientMessages(sealed), TIMEOUT),
                List.of(RegisterDecider.create(), AmendDecider.create(), DeactivateDecider.create()),
                Clock.systemUTC());
        axon.start();
        return axon;
    }

    /** Registers a new patient and gives its id. */
    public static UUID registered(PatientCommands commands) {
        UUID id = UUID.randomUUID();
        await(register(commands, id));
        return id;
    }

    /** Registers a new patient with an e-mail of its own. */
    public static Mono<Handled> register(PatientCommands commands, UUID id) {
        return commands.handle(new RegisterPatient(id, Samples.details(email(id))), id, CALLER);
    }

    /** Amendments a second, in a closed loop of so many callers; blocks for about the length. */
    public static double perSecond(PatientCommands commands, UUID patientId, int callers, Duration length) {
        long start = System.nanoTime();
        long done = await(Flux.range(0, callers)
                .flatMap(
                        caller -> amend(commands, patientId).repeat(() -> System.nanoTime() - start < length.toNanos()),
                        callers)
                .count());
        return done * 1e9 / (System.nanoTime() - start);
    }

    /** Fresh patients, so that both have equally little to source; the longer the history, the slower both. */
    public static void main(String[] arguments) {
        int callers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 64;
        Duration length = Duration.ofMillis(arguments.length > 1 ? Long.parseLong(arguments[1]) : 500);
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20;
        try (StoreDatabase database = StoreDatabase.create()) {
            PostgresEventStore store = database.startStore();
            PatientCommands alone = commands(store, 1);
            PatientCommands together = commands(store, 64);
            for (int round = 1; round <= rounds; round++) {
                double one = perSecond(alone, registered(alone), callers, length);
                double many = perSecond(together, registered(together), callers, length);
                System.out.printf(
                        "%2d: %d callers: %,7.0f amendments/s alone, %,7.0f together: %.1f times%n",
                        round, callers, one, many, many / one);
            }
            store.close().block(TIMEOUT);
        }
    }

    private static Mono<Handled> amend(PatientCommands commands, UUID patientId) {
        return Mono.defer(() -> {
            Draft draft = named(Samples.draft(email(patientId)), "Anna " + COUNTER.incrementAndGet());
            return commands.handle(new AmendPatient(patientId, draft, VersionCondition.any()), patientId, CALLER);
        });
    }

    private static Draft named(Draft draft, String name) {
        return new Draft(
                name,
                draft.givenName(),
                draft.familyName(),
                draft.email(),
                draft.phone(),
                draft.address(),
                draft.dateOfBirth(),
                draft.gender(),
                draft.region(),
                draft.identifiers());
    }

    private static String email(UUID patientId) {
        return "hot-" + patientId + "@example.org";
    }

    private static <T> T await(Mono<T> value) {
        return value.blockOptional().orElseThrow();
    }
}
