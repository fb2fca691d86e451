package pms.projection;

/**
 * How far a projection is in one partition.
 *
 * @param nextOffset where to read on
 * @param position the last applied position; 0 before the first
 * @param edition of the topic that the offset is of
 */
record Progress(long nextOffset, long position, long edition) {

    static final Progress NONE = new Progress(0, 0, 0);

    /** A record without a position has only its offset to be known by. */
    boolean includes(Incoming incoming) {
        return incoming.position() > 0 ? incoming.position() <= position : incoming.nextOffset() <= nextOffset;
    }

    /** Whether the record is of a later edition of the topic, in which the offset means nothing. */
    boolean isBefore(Incoming incoming) {
        return nextOffset > 0 && incoming.edition() > edition;
    }

    Progress after(Incoming incoming) {
        return new Progress(
                incoming.nextOffset(), Math.max(position, incoming.position()), Math.max(edition, incoming.edition()));
    }
}
