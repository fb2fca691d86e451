package pms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {
    private static final List<String> NAMES = List.of("list", "verify", "tail", "up");

    @ParameterizedTest
    @ValueSource(strings = {"tial", "tai", "tails", "tall", "ail", "atil"})
    void findsWhatWasMeantWithUpToTwoMistakes(String word) {
        assertThat(Nearest.to(word, NAMES)).contains("tail");
    }

    @Test
    void takesTheOneWithTheFewestMistakes() {
        assertThat(Nearest.to("lst", List.of("last", "past", "list"))).contains("last");
        assertThat(Nearest.to("pst", List.of("last", "past", "list"))).contains("past");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "ox", "rotate", "liver"})
    void findsNothingWhereNothingIsNear(String word) {
        assertThat(Nearest.to(word, NAMES)).isEmpty();
    }
}
