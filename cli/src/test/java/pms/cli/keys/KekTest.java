package pms.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class KekTest {
    private static final String ZEROS = Base64.getEncoder().encodeToString(new byte[32]);

    @Test
    void hasTheIdThatCommandSideGivesIt() {
        // printf 'pms.kek.id|' and 32 zero bytes | sha256sum
        assertThat(new Kek(ZEROS).id()).isEqualTo("aa93d8ffd793012a");
    }

    @Test
    void isRandom() {
        assertThat(Kek.random()).isNotEqualTo(Kek.random());
        assertThat(Base64.getDecoder().decode(Kek.random().base64())).hasSize(32);
    }

    @Test
    void isReadAsCommandSideReadsIt() {
        Kek one = Kek.random();
        Kek other = Kek.random();

        assertThat(Kek.all("# about\n" + one.base64() + " # new\n\n" + other.base64() + "\n"))
                .containsExactly(one, other);
        assertThat(Kek.all(one.base64() + "," + other.base64())).containsExactly(one, other);
        assertThat(Kek.all(one.base64() + "\n" + one.base64())).containsExactly(one);
    }

    @Test
    void isRefusedWithoutShowingWhatItWas() {
        String tooShort = Base64.getEncoder().encodeToString("sixteen bytes it".getBytes(StandardCharsets.US_ASCII));
        for (String text : List.of(tooShort, "?not-base64?", ZEROS + "\nAAAA")) {
            assertThatThrownBy(() -> Kek.all(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("holds a key that is not the base64 of 32 bytes")
                    .hasNoCause();
        }
        assertThatThrownBy(() -> Kek.all("# nothing\n \n")).hasMessage("holds no key");
    }

    @Test
    void tellsNothing() {
        Kek kek = Kek.random();

        assertThat(kek.toString()).contains(kek.id()).doesNotContain(kek.base64());
    }
}
