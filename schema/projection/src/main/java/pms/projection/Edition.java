package pms.projection;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Which edition of its topic a record is of. The relay counts on when it publishes again what was lost: by a higher one a
 * reader knows that the offsets that it has stored mean nothing now.
 */
final class Edition {

    private static final String HEADER = "ce_edition";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private Edition() {}

    /** 0 when there is none that can be read. */
    static long of(ConsumerRecord<String, byte[]> source) {
        Header header = source.headers().lastHeader(HEADER);
        if (header == null || header.value() == null) {
            return 0;
        }
        String text = new String(header.value(), StandardCharsets.UTF_8);
        return NUMBER.matcher(text).matches() ? Long.parseLong(text) : 0;
    }
}
