package pms.command.sealing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.Callable;

/** Keys as text, from the environment or a file: base64 of 32 bytes each, the active one first. */
final class TextKeySource implements KeyEncryptionKeySource {

    private final String where;
    private final Callable<String> text;

    private TextKeySource(String where, Callable<String> text) {
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
            return text.call();
        } catch (IOException unreadable) {
            throw new KeyRefused(where + " can't be read", unreadable);
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
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
