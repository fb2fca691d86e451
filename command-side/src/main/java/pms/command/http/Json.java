package pms.command.http;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads request bodies strictly: one JSON object (RFC 8259), no field twice, nothing behind it. */
final class Json {

    /** A reader knows its deserializer from the start; a mapper would look for it, under a lock, on an event loop. */
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private Json() {}

    /**
     * The body as a JSON object.
     *
     * @throws BadRequest naming the line when it is not one
     */
    static ObjectNode object(byte[] body) {
        if (read(body) instanceof ObjectNode object) {
            return object;
        }
        throw BadRequest.malformed("The body must be a JSON object");
    }

    private static JsonNode read(byte[] body) {
        try {
            return READER.readTree(body);
        } catch (JacksonException e) {
            // The parser's own message may quote the body, which is personal data.
            throw BadRequest.malformed("The body is not valid JSON" + place(e));
        }
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }
}
