package pms.query.feed;

import java.util.UUID;

/**
 * An event as the feed shows it; made once and shared by all open feeds. Thread-safe.
 *
 * <p>Not a value: whoever holds it, a client that is slow among them, must have no content left as soon as the patient
 * is erased.
 */
final class FeedEvent {

    private final long position;
    private final UUID patientId;
    private final String type;
    private final String withoutContent;
    private volatile String data;

    /**
     * @param type the event's name without its package
     * @param data JSON
     * @param withoutContent JSON of what may be said when the patient is erased
     */
    FeedEvent(long position, UUID patientId, String type, String data, String withoutContent) {
        this.position = position;
        this.patientId = patientId;
        this.type = type;
        this.data = data;
        this.withoutContent = withoutContent;
    }

    long position() {
        return position;
    }

    UUID patientId() {
        return patientId;
    }

    String type() {
        return type;
    }

    String data() {
        return data;
    }

    /** The patient is erased. For good. */
    void forgetContent() {
        data = withoutContent;
    }

    @Override
    public String toString() {
        return "FeedEvent[position=" + position + ", type=" + type + "]";
    }
}
