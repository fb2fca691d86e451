package pms.analytics.audit;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** An entry in its place in the chain. */
record Link(long position, Entry entry, ByteString hash) {

    /** The entries behind the head, one chained to the other. */
    static List<Link> chained(Head head, List<Entry> entries, Chain chain) {
        List<Link> links = new ArrayList<>(entries.size());
        ByteString before = head.hash();
        long position = head.entries();
        for (Entry entry : entries) {
            position++;
            before = chain.hash(before, position, entry);
            links.add(new Link(position, entry, before));
        }
        return links;
    }

    String hexHash() {
        return HexFormat.of().formatHex(hash.toByteArray());
    }

    /** A column of a batch. */
    static <T> T[] column(List<Link> links, Function<Link, T> value, T[] type) {
        return links.stream().map(value).toList().toArray(type);
    }

    /** The link once for each of its patients. */
    Stream<Patient> patients() {
        return entry.patientIds().stream().map(id -> new Patient(id, position));
    }

    /** A patient that an entry names. */
    record Patient(UUID id, long position) {}
}
