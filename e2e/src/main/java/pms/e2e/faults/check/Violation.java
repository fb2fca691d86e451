package pms.e2e.faults.check;

/**
 * A promise that was broken.
 *
 * @param what enough to find it: positions, ids, requests; nothing personal
 */
public record Violation(Kind kind, String what) {

    /** Which promise. */
    public enum Kind {
        /** A reader brought nothing at all, so that nothing could be found wrong with it. */
        NOTHING_READ,
        /** An acknowledged command has no event. */
        COMMAND_LOST,
        /** A command has more than one event. */
        COMMAND_DOUBLED,
        /** A command that was rejected has an event. */
        COMMAND_STORED_THOUGH_REJECTED,
        /** The event of a command is of another type, of another patient or elsewhere than the answer said. */
        COMMAND_MISTAKEN,
        /** The command had to be acknowledged and was rejected, or the other way round. */
        COMMAND_DECIDED_WRONGLY,
        /** Positions of the store are not 1, 2, 3 and so on. */
        POSITION_GAP,
        /** Two events with one id. */
        EVENT_ID_DOUBLED,
        /** Versions of a patient are not 1, 2, 3 and so on. */
        VERSION_GAP,
        /** An event that is not in the topic. */
        TOPIC_MISSING,
        /** First sendings of a patient's events are out of order. */
        TOPIC_ORDER,
        /** A record that differs from the store's event, or has none, or stands in another partition. */
        TOPIC_CONTENT,
        /** A record was put aside though nothing was wrong with it. */
        DEAD_LETTER,
        /** A row of the directory is missing, too much or another one. */
        DIRECTORY,
        /** A row of the history is missing, too much or another one. */
        HISTORY,
        /** An encounter that begins or ends twice, ends otherwise than it began, or has no active patient. */
        ENCOUNTER_ORDER,
        /** A row of the encounters is missing, too much or another one. */
        ENCOUNTER_VIEW,
        /** A number of analytics is another one. */
        ANALYTICS,
        /** A view that was rebuilt differs from the live one. */
        REBUILT_VIEW,
        ACCOUNT_MISSING,
        ACCOUNT_DOUBLED,
        /** An account that is not what the events say of it. */
        ACCOUNT_STATE,
        AUDIT_MISSING,
        AUDIT_DOUBLED,
        /** An entry that says something else than its event, or has none. */
        AUDIT_ENTRY,
        /** {@code ./pms audit verify} does not find the chain whole, or not as long as it must be. */
        AUDIT_CHAIN,
        FEED_MISSING,
        FEED_DOUBLED,
        FEED_ORDER,
        /** An event on the feed that says something else than the store. */
        FEED_CONTENT
    }
}
