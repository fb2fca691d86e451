package pms.analytics.encounterfacts;

import java.time.Duration;
import java.time.Instant;

/** What happened to an encounter of a patient who is known. Of each encounter one is told at most once, in this order. */
public sealed interface EncounterChange {
    EncounterStart start();

    /** The patient came. */
    record Started(EncounterStart start) implements EncounterChange {}

    /**
     * The patient left.
     *
     * @param endedAt not before the start
     */
    record Finished(EncounterStart start, Instant endedAt) implements EncounterChange {
        /** The length of the stay, in whole minutes; one that is not full does not count. */
        public long minutes() {
            return Duration.between(start.startedAt(), endedAt).toMinutes();
        }
    }

    /**
     * The patient was erased before the encounter was finished: nothing more is told of it.
     *
     * @param at the time of the erasure, or the start when that is later
     */
    record Abandoned(EncounterStart start, Instant at) implements EncounterChange {}
}
