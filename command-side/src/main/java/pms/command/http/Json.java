package pms.command.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads request bodies strictly: one JSON object (RFC 8259) in UTF-8, no field twice, nothing behind it. */
final class Json {

    /** A reader knows its deserializer from the start; a mapper would look for it, under a lock, on an event loop. */
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    /** RFC 8259 lets a reader ignore it. */
    private static final String BYTE_ORDER_MARK = "\ufeff";

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
        String text = text(body);
        try {
            return READER.readTree(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (JacksonException e) {
            // The parser's own message may quote the body, which is personal data.
            throw BadRequest.malformed("The body is not valid JSON" + place(e));
        }
    }

    /** Left to itself the parser guesses UTF-16 and UTF-32 and takes overlong UTF-8, which others read in other ways. */
    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw BadRequest.malformed("The body is not UTF-8");
        }
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }
}
