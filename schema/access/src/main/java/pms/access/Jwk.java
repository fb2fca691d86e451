package pms.access;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/** A public RSA key as RFC 7517 writes it; the names are the RFC's, numbers are Base64urlUInt (RFC 7518). */
public record Jwk(String kty, String use, String alg, String kid, String n, String e) {

    private static final Base64.Encoder TO_BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int MIN_BITS = 2048;

    public static Jwk of(String keyId, RSAPublicKey key) {
        return new Jwk("RSA", "sig", "RS256", keyId, base64(key.getModulus()), base64(key.getPublicExponent()));
    }

    /**
     * The key itself.
     *
     * @throws IllegalArgumentException when it is no RSA key of at least 2,048 bits
     */
    public RSAPublicKey toPublicKey() {
        try {
            RSAPublicKeySpec spec = new RSAPublicKeySpec(number(n), number(e));
            if (!kty.equals("RSA") || spec.getModulus().bitLength() < MIN_BITS) {
                throw new IllegalArgumentException("not an RSA key of " + MIN_BITS + " bits: " + kid);
            }
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec);
        } catch (GeneralSecurityException malformed) {
            throw new IllegalArgumentException("not an RSA key: " + kid, malformed);
        }
    }

    private static BigInteger number(String base64) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64));
    }

    /** Big-endian without the sign octet. */
    public static String base64(BigInteger number) {
        byte[] signed = number.toByteArray();
        int skipped = signed[0] == 0 && signed.length > 1 ? 1 : 0;
        ByteArrayOutputStream unsigned = new ByteArrayOutputStream(signed.length);
        unsigned.write(signed, skipped, signed.length - skipped);
        return TO_BASE64.encodeToString(unsigned.toByteArray());
    }
}
