package pms.gateway.auth.token;

import io.jsonwebtoken.io.AbstractDeserializer;
import io.jsonwebtoken.io.AbstractSerializer;
import java.io.OutputStream;
import java.io.Reader;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** JSON of tokens by Jackson 3; the bindings that jjwt ships are for Jackson 2 and Gson. */
final class JwtJson {

    private static final TypeReference<Map<String, ?>> MEMBERS = new TypeReference<>() {};

    private JwtJson() {}

    static final class Writer extends AbstractSerializer<Map<String, ?>> {

        private final JsonMapper json;

        Writer(JsonMapper json) {
            this.json = json;
        }

        @Override
        protected void doSerialize(Map<String, ?> members, OutputStream out) throws Exception {
            out.write(json.writeValueAsBytes(members));
        }
    }

    static final class Parser extends AbstractDeserializer<Map<String, ?>> {

        private final JsonMapper json;

        Parser(JsonMapper json) {
            this.json = json;
        }

        @Override
        protected Map<String, ?> doDeserialize(Reader reader) {
            return json.readValue(reader, MEMBERS);
        }
    }
}
