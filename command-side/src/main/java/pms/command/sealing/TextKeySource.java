package pms.command.sealing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Keys as text, from the environment or a file: base64 of 32 bytes each, the active one first. */
final class TextKeySource implements KeyEncryptionKeySource {

    @FunctionalInterface
    private interface Text {
        String read() throws IOException;
    }

    private final String where;
    private final Text text;

    private TextKeySource(String where, Text text) {
        this.where = where;
        this.text = text;
    }

    static TextKeySource ofText(String text) {
        return new TextKeySource("PMS_KEK", () -> text);
    }

    static TextKeySource ofFile(Path file) {
        return new TextKeySource("the key file " + file, () -> Files.readString(file, StandardCharsets.US_ASCII));
    }

    @Override
    public KeyEncryptionKeys load() {
        return new KeyEncryptionKeys(
                KeyEncryptionKeys.texts(read()).map(this::key).toList());
    }

    private String read() {
        try {
            return text.read();
        } catch (IOException unreadable) {
            throw new KeyRefused(where + " can't be read", unreadable);
        }
    }

    private KeyEncryptionKey key(String base64) {
        try {
            return KeyEncryptionKey.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException malformed) {
            // Without the cause: its message may hold a part of the key.
            throw new KeyRefused("a key in " + where + " is not the base64 of 32 bytes");
        }
    }
}
