package pms.gateway.auth.token;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import pms.gateway.start.StartRefused;

/** The key-encryption keys of the signing keys: the active one seals, the others only open what was sealed before. */
@Component
class SigningKeks {

    private final SigningKek active;
    private final Map<String, SigningKek> byId = new LinkedHashMap<>();

    /** @throws StartRefused when there is none, or one is malformed */
    SigningKeks(SigningKekSettings settings) {
        List<SigningKek> keys = texts(settings.text()).map(SigningKeks::key).toList();
        if (keys.isEmpty()) {
            throw new StartRefused("there is no key-encryption key of the signing keys");
        }
        this.active = keys.getFirst();
        keys.forEach(key -> byId.put(key.id(), key));
    }

    SigningKek active() {
        return active;
    }

    /** @throws StartRefused when the key is not among these */
    SigningKek byId(String id) {
        SigningKek key = byId.get(id);
        if (key == null) {
            throw new StartRefused("the signing keys are sealed under the key-encryption key " + id + "; given: "
                    + String.join(", ", byId.keySet()));
        }
        return key;
    }

    private static Stream<String> texts(String text) {
        return text.lines()
                .map(line -> line.replaceFirst("#.*", ""))
                .flatMap(line -> Stream.of(line.split("[\\s,]+", -1)))
                .filter(part -> !part.isEmpty());
    }

    private static SigningKek key(String base64) {
        try {
            return SigningKek.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException malformed) {
            // Without the cause: its message may hold a part of the key.
            throw new StartRefused("a key-encryption key of the signing keys is not the base64 of 32 bytes");
        }
    }
}
