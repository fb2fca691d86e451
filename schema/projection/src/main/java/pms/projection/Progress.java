package pms.projection;

/**
 * How far a projection is in one partition.
 *
 * @param nextOffset where to read on
 * @param position the last applied position; 0 before the first
 * @param incarnation which making of the topic the offset is of; empty when nobody said
 */
record Progress(long nextOffset, long position, String incarnation) {

    static final Progress NONE = new Progress(0, 0, "");

    /** A record without a position has only its offset to be known by. */
    boolean includes(Incoming incoming) {
        return incoming.position() > 0 ? incoming.position() <= position : incoming.nextOffset() <= nextOffset;
    }

    /** Whether the record is of another making of the topic, in which the offset means nothing. */
    boolean isOfAnotherTopic(Incoming incoming) {
        return nextOffset > 0
                && !incarnation.isEmpty()
                && !incoming.incarnation().isEmpty()
                && !incoming.incarnation().equals(incarnation);
    }

    Progress after(Incoming incoming) {
        return new Progress(
                incoming.nextOffset(),
                Math.max(position, incoming.position()),
                incoming.incarnation().isEmpty() ? incarnation : incoming.incarnation());
    }
}
