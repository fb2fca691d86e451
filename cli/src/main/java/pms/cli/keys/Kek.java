package pms.cli.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A key-encryption key: 32 bytes under which command-side wraps the keys of all patients.
 *
 * @param base64 the bytes, as files and variables have them
 */
record Kek(String base64) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final int ID_BYTES = 8;

    Kek {
        if (Base64.getDecoder().decode(base64).length != BYTES) {
            throw new IllegalArgumentException("A key has " + BYTES + " bytes");
        }
    }

    static Kek random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Kek(Base64.getEncoder().encodeToString(bytes));
    }

    /**
     * The keys in a text as command-side reads it: base64, separated by white space or commas; from {@code #} to the
     * end of a line is comment.
     *
     * @throws IllegalArgumentException when there is none, or one is malformed; says nothing of the text
     */
    static List<Kek> all(String text) {
        List<String> words = text.lines()
                .map(line -> line.replaceFirst("#.*", ""))
                .flatMap(line -> Stream.of(line.split("[\\s,]+", -1)))
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.isEmpty()) {
            throw new IllegalArgumentException("holds no key");
        }
        return words.stream().map(Kek::parse).distinct().toList();
    }

    private static Kek parse(String word) {
        try {
            return new Kek(word);
        } catch (IllegalArgumentException malformed) {
            // Without the cause: its message may hold a part of the key.
            throw new IllegalArgumentException("holds a key that is not the base64 of " + BYTES + " bytes");
        }
    }

    /** Tells which key it is and nothing of the key; command-side names it by the same digits. */
    String id() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("pms.kek.id|".getBytes(StandardCharsets.UTF_8));
            byte[] hash = digest.digest(Base64.getDecoder().decode(base64));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "Kek[" + id() + "]";
    }
}
