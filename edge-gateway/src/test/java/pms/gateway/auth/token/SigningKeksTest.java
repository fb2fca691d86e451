package pms.gateway.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pms.gateway.start.StartRefused;

class SigningKeksTest {

    private static final String ONE = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String OTHER =
            Base64.getEncoder().encodeToString("x".repeat(32).getBytes(StandardCharsets.US_ASCII));
    private static final byte[] PLAIN = {1, 2, 3};

    @Test
    void opensWhatItSealedUnderTheSameIdAlone() {
        SigningKek kek = keks(ONE).active();
        byte[] sealed = kek.seal("key-1", PLAIN);

        assertThat(kek.open("key-1", sealed)).isEqualTo(PLAIN);
        assertThatThrownBy(() -> kek.open("key-2", sealed)).isInstanceOf(StartRefused.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> kek.open("key-1", sealed)).isInstanceOf(StartRefused.class);
        assertThatThrownBy(() -> kek.open("key-1", new byte[3])).isInstanceOf(StartRefused.class);
    }

    @Test
    void opensWithAFormerKeyAndSealsWithTheFirst() {
        SigningKek former = keks(ONE).active();
        SigningKeks both = keks(OTHER + "\n" + ONE + " # until the next rotation");

        assertThat(both.active().id()).isNotEqualTo(former.id());
        assertThat(both.byId(former.id()).open("k", former.seal("k", PLAIN))).isEqualTo(PLAIN);
    }

    @Test
    void refusesDataOfAnotherKeyAndNamesNoSecret() {
        assertThatThrownBy(() -> keks(OTHER).byId(keks(ONE).active().id()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("are sealed under the key-encryption key")
                .hasMessageNotContaining(OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "# nothing", "AAAA", "%%%"})
    void refusesTextWithoutAKey(String text) {
        assertThatThrownBy(() -> keks(text)).isInstanceOf(StartRefused.class);
    }

    @Test
    void readsThemFromAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("signing-kek"), ONE + "\n");

        assertThat(new SigningKeks(new SigningKekSettings("", file.toString()))
                        .active()
                        .id())
                .isEqualTo(keks(ONE).active().id());
        assertThatThrownBy(() -> new SigningKeks(new SigningKekSettings(ONE, file.toString())))
                .isInstanceOf(StartRefused.class);
        assertThatThrownBy(() -> new SigningKeks(new SigningKekSettings("", file + "-not-there")))
                .isInstanceOf(StartRefused.class);
    }

    private static SigningKeks keks(String text) {
        return new SigningKeks(new SigningKekSettings(text, ""));
    }
}
