package pms.gateway.auth.session;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * What goes on with a session: its id and 256 random bits, together in base64url. Opaque to clients.
 *
 * @param secretHash SHA-256 of the random bits, in hexadecimal digits: all of them that is stored
 */
record RefreshToken(UUID session, String secretHash, String text) {

    static final int CHARACTERS = 64;
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The next one of the session. */
    static RefreshToken next(UUID session) {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        ByteBuffer bytes = ByteBuffer.allocate(ID_BYTES + SECRET_BYTES)
                .putLong(session.getMostSignificantBits())
                .putLong(session.getLeastSignificantBits())
                .put(secret);
        return new RefreshToken(
                session, hash(secret), Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()));
    }

    /** As a client sent it; empty when it can be none. */
    static Optional<RefreshToken> parse(String text) {
        if (text.length() != CHARACTERS) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            UUID session = new UUID(bytes.getLong(), bytes.getLong());
            byte[] secret = new byte[bytes.remaining()];
            bytes.get(secret);
            return Optional.of(new RefreshToken(session, hash(secret), text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static String hash(byte[] secret) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** A token is a secret: it does not belong in logs. */
    @Override
    public String toString() {
        return "RefreshToken";
    }
}
