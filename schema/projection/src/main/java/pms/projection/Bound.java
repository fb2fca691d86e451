package pms.projection;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Where reading a partition ends: at the last record that the live projection has dealt with. What it stored is a position
 * and an offset, and after the topic was made anew the offset may be of the former edition: the position decides then.
 *
 * @param live how far the live projection is
 */
record Bound(Progress live) {

    /** Whether the live projection has dealt with the record. */
    boolean includes(ConsumerRecord<String, byte[]> source, long position) {
        return position > 0
                ? position <= live.position()
                : Edition.of(source) == live.edition() && source.offset() < live.nextOffset();
    }

    /** Whether nothing is left to read for somebody who is so far. */
    boolean isReachedBy(Progress reader) {
        return reader.position() >= live.position()
                && (reader.edition() > live.edition() || reader.nextOffset() >= live.nextOffset());
    }
}
