package pms.command.patient;

import java.util.UUID;

/** Why a command is refused. Each kind has a stable code that clients may rely on. */
public abstract sealed class Rejection extends RuntimeException {

    private final String code;

    private Rejection(String code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    public final String code() {
        return code;
    }

    /** Another patient has the e-mail, or the identifier. */
    public abstract static sealed class Taken extends Rejection {
        private final UUID holder;

        private Taken(String code, String reason, UUID holder) {
            super(code, reason);
            this.holder = holder;
        }

        /** The patient that has it. */
        public final UUID holder() {
            return holder;
        }
    }

    public static final class EmailTaken extends Taken {
        public EmailTaken(UUID holder) {
            super("email-taken", "Another patient has this e-mail", holder);
        }
    }

    public static final class IdentifierTaken extends Taken {
        public IdentifierTaken(UUID holder) {
            super("identifier-taken", "Another patient has one of these identifiers", holder);
        }
    }

    public static final class PatientNotFound extends Rejection {
        public PatientNotFound() {
            super("patient-not-found", "There is no patient with this id");
        }
    }

    public static final class PatientIsDeactivated extends Rejection {
        public PatientIsDeactivated() {
            super("patient-deactivated", "The patient is deactivated and cannot be changed");
        }
    }

    public static final class PatientIsErased extends Rejection {
        public PatientIsErased() {
            super("patient-erased", "The patient was erased: nothing personal is kept, and nothing can be added");
        }
    }

    /** There is no such encounter of this patient; there may be one of another. */
    public static final class EncounterNotFound extends Rejection {
        public EncounterNotFound() {
            super("encounter-not-found", "The patient has no encounter with this id");
        }
    }

    public static final class EncounterIsFinished extends Rejection {
        public EncounterIsFinished() {
            super("encounter-finished", "The encounter is finished already");
        }
    }

    /** A fault of the form that only the events show. */
    public static final class EndsBeforeItsStart extends Rejection {
        public EndsBeforeItsStart() {
            super("validation-failed", "End cannot be before the start of the encounter");
        }
    }

    public static final class VersionMismatch extends Rejection {
        private final long actual;

        public VersionMismatch(long actual) {
            super("version-mismatch", "The patient was changed in the meantime; its version is " + actual);
            this.actual = actual;
        }

        public long actual() {
            return actual;
        }
    }

    public static final class IdempotencyKeyReused extends Rejection {
        public IdempotencyKeyReused() {
            super("idempotency-key-reused", "This Idempotency-Key was used for another request");
        }
    }

    public static final class ConcurrentChange extends Rejection {
        public ConcurrentChange() {
            super("concurrent-change", "Others kept changing the same data; try again");
        }
    }
}
