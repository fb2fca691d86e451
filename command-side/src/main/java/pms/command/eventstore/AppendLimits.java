package pms.command.eventstore;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What an append may hold at most, and that its texts are texts that PostgreSQL stores as they are. */
final class AppendLimits {

    static final int MAX_BYTES = 1024 * 1024;
    static final int MAX_EVENTS = 1_000;
    static final int MAX_TAGS_OF_EVENT = 64;
    static final int MAX_CRITERIA = 256;
    static final int MAX_TEXTS_OF_CRITERION = 64;
    /** An entry of a B-tree takes 2,704 bytes at most. */
    static final int MAX_TAG_BYTES = 2_500;

    static final int MAX_NAME_BYTES = 255;
    static final int MAX_METADATA_BYTES = 8 * 1024;

    private AppendLimits() {}

    /**
     * Checks an append and gives its size in bytes.
     *
     * @throws InvalidAppend when it breaks a limit
     */
    static long checkedBytes(List<NewEvent> events, AppendCondition condition) {
        require(!events.isEmpty(), "an append has at least one event");
        require(events.size() <= MAX_EVENTS, "an append has at most " + MAX_EVENTS + " events");
        Set<UUID> ids = new HashSet<>();
        long bytes = bytes(condition);
        for (NewEvent event : events) {
            require(ids.add(event.id()), "an event id stands twice in the append");
            bytes += bytes(event);
            require(bytes <= MAX_BYTES, "an append has at most " + MAX_BYTES + " bytes");
        }
        return bytes;
    }

    /**
     * Checks criteria and gives their size in bytes.
     *
     * @throws InvalidAppend when they break a limit
     */
    static long bytes(AppendCondition condition) {
        require(condition.noneOf().anyOf().size() <= MAX_CRITERIA, "at most " + MAX_CRITERIA + " criteria");
        long bytes = 0;
        for (Criterion criterion : condition.noneOf().anyOf()) {
            bytes += bytes(criterion.tags(), MAX_TEXTS_OF_CRITERION, MAX_TAG_BYTES, "tag");
            bytes += bytes(criterion.types(), MAX_TEXTS_OF_CRITERION, MAX_NAME_BYTES, "type");
        }
        return bytes;
    }

    private static long bytes(NewEvent event) {
        return event.payload().length
                + bytes(Set.of(event.type()), 1, MAX_NAME_BYTES, "type")
                + bytes(Set.of(event.subject()), 1, MAX_NAME_BYTES, "subject")
                + bytes(event.tags(), MAX_TAGS_OF_EVENT, MAX_TAG_BYTES, "tag")
                + bytes(event.metadata());
    }

    private static long bytes(Map<String, String> metadata) {
        long bytes = 0;
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            long key = Utf8.length(entry.getKey());
            long value = Utf8.length(entry.getValue());
            require(key >= 0 && value >= 0, "metadata is Unicode without NUL");
            bytes += key + value;
        }
        require(bytes <= MAX_METADATA_BYTES, "an event has at most " + MAX_METADATA_BYTES + " bytes of metadata");
        return bytes;
    }

    private static long bytes(Collection<String> texts, int maxTexts, int maxBytes, String what) {
        require(texts.size() <= maxTexts, "more than " + maxTexts + " of: " + what);
        long bytes = 0;
        for (String text : texts) {
            long length = Utf8.length(text);
            require(length > 0, "a " + what + " is not empty, and Unicode without NUL");
            require(length <= maxBytes, "a " + what + " has at most " + maxBytes + " bytes");
            bytes += length;
        }
        return bytes;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new InvalidAppend(rule);
        }
    }
}
