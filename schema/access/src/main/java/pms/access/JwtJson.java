package pms.access;

import io.jsonwebtoken.io.AbstractDeserializer;
import io.jsonwebtoken.io.AbstractSerializer;
import java.io.OutputStream;
import java.io.Reader;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON of tokens by Jackson 3; the bindings that jjwt ships are for Jackson 2 and Gson. Made once: Jackson looks for its
 * deserializers under a lock, which event loops must not meet.
 */
public final class JwtJson {

    private static final TypeReference<Map<String, ?>> MEMBERS = new TypeReference<>() {};

    private JwtJson() {}

    public static final class Writer extends AbstractSerializer<Map<String, ?>> {

        private final ObjectWriter json;

        public Writer(JsonMapper json) {
            this.json = json.writerFor(MEMBERS);
        }

        @Override
        protected void doSerialize(Map<String, ?> members, OutputStream out) throws Exception {
            out.write(json.writeValueAsBytes(members));
        }
    }

    static final class Parser extends AbstractDeserializer<Map<String, ?>> {

        private final ObjectReader json;

        Parser(JsonMapper json) {
            this.json = json.readerFor(MEMBERS);
        }

        @Override
        protected Map<String, ?> doDeserialize(Reader reader) {
            return json.readValue(reader);
        }
    }
}
