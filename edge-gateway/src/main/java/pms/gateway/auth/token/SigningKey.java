package pms.gateway.auth.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import pms.access.Jwk;

/**
 * One RSA key pair. Its id is the JWK thumbprint of the public part (RFC 7638), so that the same key has the same id
 * everywhere.
 */
record SigningKey(String id, RSAPrivateCrtKey privateKey, RSAPublicKey publicKey) {

    private static final int BITS = 2048;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** Takes about a tenth of a second of CPU: not for an event loop. */
    static SigningKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            return of((RSAPrivateCrtKey) pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RSA is not offered by this JDK", e);
        }
    }

    /** From PKCS #8, as {@link #encoded()} gave it. */
    static SigningKey decode(byte[] pkcs8) {
        try {
            return of((RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the stored signing key can not be read", e);
        }
    }

    private static SigningKey of(RSAPrivateCrtKey privateKey) throws GeneralSecurityException {
        RSAPublicKeySpec spec = new RSAPublicKeySpec(privateKey.getModulus(), privateKey.getPublicExponent());
        RSAPublicKey publicKey = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec);
        return new SigningKey(thumbprint(publicKey), privateKey, publicKey);
    }

    byte[] encoded() {
        return privateKey.getEncoded();
    }

    Jwk toJwk() {
        return Jwk.of(id, publicKey);
    }

    private static String thumbprint(RSAPublicKey key) throws GeneralSecurityException {
        String canonical = "{\"e\":\"" + Jwk.base64(key.getPublicExponent()) + "\",\"kty\":\"RSA\",\"n\":\""
                + Jwk.base64(key.getModulus()) + "\"}";
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        return BASE64.encodeToString(sha256.digest(canonical.getBytes(StandardCharsets.UTF_8)));
    }

    /** Keeps the private part out of logs. */
    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }
}
