package pms.query.patient;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one event says of a patient. */
public sealed interface Change {

    /** The patient is there, with all its data. */
    record Registered(Patient patient) implements Change {

        @Override
        public String toString() {
            return "Registered";
        }
    }

    /** The patient's data from here on: whole, not a difference. */
    record Amended(Patient patient) implements Change {

        @Override
        public String toString() {
            return "Amended";
        }
    }

    /** Registered or amended, of a patient that is erased: what was said can't be opened any more. */
    record Sealed(long version) implements Change {}

    record Deactivated(long version) implements Change {}

    /** The patient's data is gone from here on, and so is the key of all that was said of it before. */
    record Erased(long version) implements Change {}

    /** Not a change of the patient's record. */
    record AccountOpened(String accountId) implements Change {}

    /** Not a change of the patient's record. */
    record AccountClosed(String accountId) implements Change {}

    /**
     * An encounter began. Not a change of the patient's record.
     *
     * @param type what brought the patient; null when nobody said, and when the patient is erased
     */
    record EncounterStarted(
            UUID encounterId,
            EncounterClass encounterClass,
            Instant start,
            @Nullable String type) implements Change {

        /** Nothing personal: it may end up in a log. */
        @Override
        public String toString() {
            return "EncounterStarted[encounterId=" + encounterId + "]";
        }
    }

    /** An encounter ended. Not a change of the patient's record. */
    record EncounterFinished(UUID encounterId, EncounterClass encounterClass, Instant start, Instant end)
            implements Change {}

    /** An event of a type that came after this program: kept, shown by its name, otherwise passed over. */
    record Unknown() implements Change {}

    /** The patient after it; null when there is none yet, or nothing can be known of it any more. */
    default @Nullable Patient after(@Nullable Patient before) {
        return switch (this) {
            case Registered registered -> registered.patient();
            case Amended amended -> amended.patient();
            case Sealed sealed -> null;
            case Erased erased -> null;
            case Deactivated deactivated -> before == null ? null : before.deactivated(deactivated.version());
            case AccountOpened opened -> before;
            case AccountClosed closed -> before;
            case EncounterStarted started -> before;
            case EncounterFinished finished -> before;
            case Unknown unknown -> before;
        };
    }

    /** The patient's version after it; null when it does not count as a change of the patient. */
    default @Nullable Long versionAfter() {
        return switch (this) {
            case Registered registered -> registered.patient().version();
            case Amended amended -> amended.patient().version();
            case Sealed sealed -> sealed.version();
            case Erased erased -> erased.version();
            case Deactivated deactivated -> deactivated.version();
            case AccountOpened opened -> null;
            case AccountClosed closed -> null;
            case EncounterStarted started -> null;
            case EncounterFinished finished -> null;
            case Unknown unknown -> null;
        };
    }
}
