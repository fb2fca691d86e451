package pms.gateway.auth.account;

import java.security.SecureRandom;
import java.util.Base64;

/** Passwords that nobody can guess: 144 random bits in 24 characters. */
final class RandomPassword {

    private static final int BYTES = 18;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomPassword() {}

    static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
