package pms.gateway.auth.attempts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import pms.gateway.routing.NetworkAddress;

/**
 * Somebody tries a password.
 *
 * @param account stands for the e-mail, without telling it
 * @param address stands for where the client is
 */
public record Attempt(String account, String address) {

    private static final int MAX_ADDRESS_CHARACTERS = 64;

    /**
     * Of one e-mail, in the spelling that users are stored in, and one address; all of an IPv6 network count as one.
     *
     * @param address as text, for example {@code 192.0.2.1}
     */
    public static Attempt of(String email, String address) {
        String network = NetworkAddress.of(address);
        int end = Math.min(network.length(), MAX_ADDRESS_CHARACTERS);
        return new Attempt("account:" + sha256(email), "address:" + network.substring(0, end));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
