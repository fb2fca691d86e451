package pms.projection;

/**
 * How far a projection is in one partition.
 *
 * @param nextOffset where to read on
 * @param position the last applied position; 0 before the first
 */
record Progress(long nextOffset, long position) {

    static final Progress NONE = new Progress(0, 0);

    /** A record without a position has only its offset to be known by. */
    boolean includes(Incoming incoming) {
        return incoming.position() > 0 ? incoming.position() <= position : incoming.nextOffset() <= nextOffset;
    }

    Progress after(Incoming incoming) {
        return new Progress(incoming.nextOffset(), Math.max(position, incoming.position()));
    }
}
