package pms.query.patient;

import org.jspecify.annotations.Nullable;

/** What one event says of a patient. */
public sealed interface Change {

    /** The patient is there, with all its data. */
    record Registered(Patient patient) implements Change {}

    /** The patient's data from here on: whole, not a difference. */
    record Amended(Patient patient) implements Change {}

    record Deactivated(long version) implements Change {}

    /** Not a change of the patient's record. */
    record AccountOpened(String accountId) implements Change {}

    /** An event of a type that came after this program: kept, shown by its name, otherwise passed over. */
    record Unknown() implements Change {}

    /** The patient after it; null when there is none yet. */
    default @Nullable Patient after(@Nullable Patient before) {
        return switch (this) {
            case Registered registered -> registered.patient();
            case Amended amended -> amended.patient();
            case Deactivated deactivated -> before == null ? null : before.deactivated(deactivated.version());
            case AccountOpened opened -> before;
            case Unknown unknown -> before;
        };
    }

    /** The patient's version after it; null when it does not count as a change of the patient. */
    default @Nullable Long versionAfter() {
        return switch (this) {
            case Registered registered -> registered.patient().version();
            case Amended amended -> amended.patient().version();
            case Deactivated deactivated -> deactivated.version();
            case AccountOpened opened -> null;
            case Unknown unknown -> null;
        };
    }
}
