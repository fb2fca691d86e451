package pms.command.sealing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Makes pseudonyms by HMAC-SHA-256 (RFC 2104): the same for the same text, and without the key no way to try. */
public final class IndexKey {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKey key;

    IndexKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** 43 characters of the URL-safe base64 alphabet. */
    public String pseudonym(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", impossible);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "IndexKey";
    }
}
