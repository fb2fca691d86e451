package pms.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pms.cli.runtime.RuntimeFailure;

class GivenKekTest {
    private static final String KEY = Kek.random().base64();

    @TempDir
    private Path folder;

    @Test
    void isNotThereWhenNothingIsSet() {
        assertThat(GivenKek.in(Map.of("PMS_KEK", " ", "PATH", "/bin"))).isEmpty();
    }

    @Test
    void isPassedOn() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), KEY);

        assertThat(GivenKek.in(Map.of("PMS_KEK", KEY)).orElseThrow().variables())
                .containsOnly(Map.entry("PMS_KEK", KEY));
        assertThat(GivenKek.in(Map.of("PMS_KEK_FILE", file.toString()))
                        .orElseThrow()
                        .variables())
                .containsOnly(Map.entry("PMS_KEK_FILE", file.toString()));
    }

    @Test
    void namesAFileSoThatOtherFoldersFindIt() throws Exception {
        Path file = Files.createTempFile(Path.of("target"), "kek", "");
        Files.writeString(file, KEY);

        assertThat(GivenKek.in(Map.of("PMS_KEK_FILE", file.toString()))
                        .orElseThrow()
                        .value())
                .isEqualTo(file.toAbsolutePath().toString())
                .startsWith("/");
        Files.delete(file);
    }

    @Test
    void comesFromOneVariable() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), KEY);

        assertThatThrownBy(() -> GivenKek.in(Map.of("PMS_KEK", KEY, "PMS_KEK_FILE", file.toString())))
                .isInstanceOf(RuntimeFailure.class)
                .hasMessage("PMS_KEK and PMS_KEK_FILE are both set: the key-encryption key comes from one");
    }

    @Test
    void isRefusedWhenItCannotBeAKey() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "# none yet\n");

        assertThatThrownBy(() -> GivenKek.in(Map.of("PMS_KEK", "c2VjcmV0")))
                .isInstanceOf(RuntimeFailure.class)
                .hasMessage("PMS_KEK holds a key that is not the base64 of 32 bytes");
        assertThatThrownBy(() -> GivenKek.in(Map.of("PMS_KEK_FILE", file.toString())))
                .isInstanceOf(RuntimeFailure.class)
                .hasMessage("The file " + file + " (PMS_KEK_FILE) holds no key");
        assertThatThrownBy(() -> GivenKek.in(Map.of("PMS_KEK_FILE", folder + "/none")))
                .isInstanceOf(RuntimeFailure.class)
                .hasMessage("The file " + folder + "/none (PMS_KEK_FILE) can't be read");
    }

    @Test
    void tellsNothing() {
        assertThat(GivenKek.in(Map.of("PMS_KEK", KEY)).orElseThrow().toString()).doesNotContain(KEY);
    }
}
