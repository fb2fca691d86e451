package pms.gateway.auth.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import pms.gateway.start.StartRefused;

/**
 * Where the key-encryption keys of the signing keys are; exactly one of these. Base64 of 32 bytes each, the active one
 * first, separated by white space or commas; from {@code #} to the end of a line is comment.
 *
 * @param keys the keys themselves
 * @param file a file of them
 */
@ConfigurationProperties("pms.signing-kek")
record SigningKekSettings(
        @DefaultValue("") String keys, @DefaultValue("") String file) {

    /** @throws StartRefused when neither or both are given, or the file can't be read */
    String text() {
        if (keys.isBlank() == file.isBlank()) {
            throw new StartRefused("exactly one of PMS_SIGNING_KEK and PMS_SIGNING_KEK_FILE has to be set");
        }
        try {
            return file.isBlank() ? keys : Files.readString(Path.of(file), StandardCharsets.US_ASCII);
        } catch (IOException unreadable) {
            throw new StartRefused("the key file " + file + " can't be read");
        }
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "SigningKekSettings[file=" + file + "]";
    }
}
