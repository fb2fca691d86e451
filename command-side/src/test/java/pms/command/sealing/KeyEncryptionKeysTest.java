package pms.command.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyEncryptionKeysTest {

    private static final String ONE = Base64.getEncoder().encodeToString(Aes.randomKey());
    private static final String TWO = Base64.getEncoder().encodeToString(Aes.randomKey());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theFirstOneWrapsAndTheOthersUnwrap() throws IOException {
        Path file = Files.writeString(folder.resolve("kek"), "# new\n" + ONE + "\n# old\n" + TWO + "\n");
        byte[] wrapped = TextKeySource.ofText(TWO).load().active().wrap("x", new byte[] {7});

        KeyEncryptionKeys keys = TextKeySource.ofFile(file).load();

        assertThat(keys.active().id())
                .isEqualTo(TextKeySource.ofText(ONE).load().active().id())
                .matches("[0-9a-f]{16}");
        String old = TextKeySource.ofText(TWO).load().active().id();
        assertThat(keys.byId(old).unwrap("x", wrapped)).containsExactly(7);
        assertThatThrownBy(() -> keys.byId(old).unwrap("y", wrapped))
                .as("wrapped for another purpose")
                .isInstanceOf(BrokenSeal.class);
    }

    @Test
    void missingAndMalformedOnesAreRefusedWithoutTellingThem() {
        assertRefused(new KekProperties("", "", ""), "there is no key-encryption key");
        assertRefused(new KekProperties("", folder.resolve("none").toString(), ""), "can't be read");
        assertRefused(new KekProperties("c2hvcnQ=", "", ""), "is not the base64 of 32 bytes");
        assertRefused(new KekProperties("not base64 at all!", "", ""), "is not the base64 of 32 bytes");
        assertRefused(new KekProperties(ONE, "file", ""), "exclude each other");
    }

    @Test
    void anUnknownOneIsNamed() {
        KeyEncryptionKeys keys = TextKeySource.ofText(ONE).load();

        assertThatThrownBy(() -> keys.byId("0123456789abcdef"))
                .isInstanceOf(KeyRefused.class)
                .hasMessageContaining("0123456789abcdef")
                .hasMessageContaining(keys.active().id());
    }

    private static void assertRefused(KekProperties properties, String reason) {
        assertThatThrownBy(() -> properties.source().load())
                .isInstanceOf(KeyRefused.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("c2hvcnQ")
                .hasMessageNotContaining("not base64");
    }
}
