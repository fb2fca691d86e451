package pms.analytics.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditKeyTest {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @Test
    void isTheSameFromTextAndFromAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "# of the audit log\n" + KEY + "\n");
        byte[] message = {1, 2, 3};
        assertThat(key("", file.toString()).hash(message))
                .isEqualTo(key(KEY, "").hash(message))
                .hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not-base64!", "c2hvcnQ="})
    void isRefusedUnlessItIsOneOf32Bytes(String text) {
        assertThatThrownBy(() -> key(text, "")).isInstanceOf(AuditKeyRefused.class);
    }

    @Test
    void isRefusedWhenThereAreTwoOrNoneCanBeRead() {
        assertThatThrownBy(() -> key(KEY + " " + KEY, "")).isInstanceOf(AuditKeyRefused.class);
        assertThatThrownBy(() -> key(KEY, "also")).isInstanceOf(AuditKeyRefused.class);
        assertThatThrownBy(() -> key("", "/nowhere/key"))
                .isInstanceOf(AuditKeyRefused.class)
                .hasMessageContaining("/nowhere/key");
    }

    @Test
    void isNotShown() {
        assertThat(new AuditSettings("topic", Duration.ZERO, KEY, "").toString())
                .doesNotContain(KEY);
    }

    private static AuditKey key(String text, String file) {
        return AuditKey.of(new AuditSettings("access.audit.v1", Duration.ZERO, text, file));
    }
}
