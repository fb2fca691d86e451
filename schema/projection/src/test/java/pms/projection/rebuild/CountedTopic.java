package pms.projection.rebuild;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import pms.projection.Servers;
import pms.projection.TopicWriter;

/** A topic, and what its events should be counted to. */
final class CountedTopic implements AutoCloseable {

    private static final int PARTITIONS = 4;
    private static final int SUBJECTS = 60;

    private final TopicWriter writer;
    private long last;

    CountedTopic(String name) {
        Servers.createTopic(name, PARTITIONS);
        writer = new TopicWriter(name);
    }

    TopicWriter writer() {
        return writer;
    }

    long last() {
        return last;
    }

    /** So many events more. */
    void write(int count) {
        writer.sendAll(LongStream.rangeClosed(last + 1, last + count)
                .mapToObj(position -> writer.record(
                        Math.floorMod(subject(position).hashCode(), PARTITIONS), position, subject(position), "entry"))
                .toList());
        last += count;
    }

    private static String subject(long position) {
        return "subject-" + position * 31 % SUBJECTS;
    }

    /** One event of another kind, of a subject of its own. */
    void write(String subject, String payload) {
        last++;
        writer.write(0, last, subject, payload);
    }

    /** The lines of {@link #SELECT}, of the events that {@link #write(int)} wrote up to there. */
    static List<String> counted(long upTo) {
        Map<String, Long> counts = new TreeMap<>();
        LongStream.rangeClosed(1, upTo).forEach(position -> counts.merge(subject(position), 1L, Long::sum));
        return counts.entrySet().stream()
                .map(count -> count.getKey() + " " + count.getValue())
                .toList();
    }

    static final String SELECT = "select subject || ' ' || entries from subject_count order by subject collate \"C\"";

    @Override
    public void close() {
        writer.close();
    }
}
