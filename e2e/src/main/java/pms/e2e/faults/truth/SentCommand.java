package pms.e2e.faults.truth;

import org.jspecify.annotations.Nullable;

/**
 * One command as its caller knows it, all its tries together.
 *
 * @param request digest of the actor and the Idempotency-Key, as events of the command carry it
 * @param patient null for a registration
 * @param said of commands that state a person
 * @param encounter that was finished, or that the answer says was started
 */
public record SentCommand(
        String request,
        Kind kind,
        @Nullable String patient,
        @Nullable Said said,
        @Nullable String encounter,
        Expected expected,
        Outcome outcome) {

    /** One that is not about an encounter. */
    public SentCommand(
            String request,
            Kind kind,
            @Nullable String patient,
            @Nullable Said said,
            Expected expected,
            Outcome outcome) {
        this(request, kind, patient, said, null, expected, outcome);
    }

    /** What was asked for, and the type of the event that comes of it. */
    public enum Kind {
        REGISTER(StoredEvent.REGISTERED),
        AMEND(StoredEvent.AMENDED),
        DEACTIVATE(StoredEvent.DEACTIVATED),
        ERASE(StoredEvent.ERASED),
        START_ENCOUNTER(StoredEvent.ENCOUNTER_STARTED),
        FINISH_ENCOUNTER(StoredEvent.ENCOUNTER_FINISHED);

        private final String event;

        Kind(String event) {
            this.event = event;
        }

        public String event() {
            return event;
        }
    }

    /** What a system without a fault must answer. */
    public enum Expected {
        ACKNOWLEDGED,
        REJECTED,
        /** Others change the same patient at the same time. */
        EITHER
    }

    /** How it ended. */
    public sealed interface Outcome {}

    /**
     * A 2xx.
     *
     * @param position what PMS-Position said
     * @param patient who was registered or changed
     * @param tries 1 when the first one was answered
     */
    public record Acknowledged(long position, String patient, int tries) implements Outcome {}

    /** A 4xx by which the system says that the command is not carried out. */
    public record Rejected(int status, String code) implements Outcome {}

    /** No answer, or one that does not tell: it may have been carried out, once. */
    public record Unknown(String last) implements Outcome {}

    /** Nothing personal. */
    @Override
    public String toString() {
        return kind + " of " + (patient == null ? "a new patient" : patient) + ", request " + request + ", " + outcome;
    }
}
