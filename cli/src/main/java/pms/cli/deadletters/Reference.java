package pms.cli.deadletters;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.JsonNode;

/** Names one dead letter, as {@code list} prints it: {@code projection/topic/partition/offset}. */
record Reference(String projection, String topic, int partition, long offset) {
    private static final Pattern SHAPE =
            Pattern.compile("([a-zA-Z0-9._-]{1,100})/([a-zA-Z0-9._-]{1,249})/([0-9]{1,9})/([0-9]{1,18})");

    static Reference of(JsonNode entry) {
        return new Reference(
                entry.path("projection").asString("?"),
                entry.path("topic").asString("?"),
                entry.path("partition").asInt(),
                entry.path("offset").asLong());
    }

    @Override
    public String toString() {
        return projection + "/" + topic + "/" + partition + "/" + offset;
    }

    /** Reads one from the command line. */
    static final class Converter implements ITypeConverter<Reference> {
        @Override
        public Reference convert(String given) {
            Matcher shape = SHAPE.matcher(given);
            if (!shape.matches()) {
                throw new TypeConversionException("name it as ./pms dead-letters list does: projection/topic/0/123");
            }
            return new Reference(
                    shape.group(1), shape.group(2), Integer.parseInt(shape.group(3)), Long.parseLong(shape.group(4)));
        }
    }
}
