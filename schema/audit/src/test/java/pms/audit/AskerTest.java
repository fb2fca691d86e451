package pms.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskerTest {

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-4000-8000-00000000000a", "none", "a.b_c-9"})
    void keepsACorrelationIdThatIsAToken(String id) {
        assertThat(Asker.of(null, List.of(), id).correlationId()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada Example", "ada@example.org", "1984/03/09", "a\nb", "\u00e4", ""})
    void keepsNoCorrelationIdThatCouldBeAnyText(String text) {
        assertThat(Asker.of(null, List.of(), text).correlationId()).isEmpty();
    }

    @Test
    void keepsNoCorrelationIdThatIsTooLong() {
        assertThat(Asker.of(null, List.of(), "x".repeat(64)).correlationId()).hasSize(64);
        assertThat(Asker.of(null, List.of(), "x".repeat(65)).correlationId()).isEmpty();
    }
}
