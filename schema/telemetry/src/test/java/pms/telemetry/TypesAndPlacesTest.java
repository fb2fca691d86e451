package pms.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class TypesAndPlacesTest {

    @Test
    void tellsTypesAndPlacesButNoMessage() throws IOException {
        StringBuilder out = new StringBuilder();

        new TypesAndPlaces()
                .printStackTrace(
                        new IllegalStateException("Ada Lovelace", new IllegalArgumentException("Ada Lovelace")), out);

        assertThat(out)
                .contains("java.lang.IllegalStateException", "java.lang.IllegalArgumentException", "TypesAndPlacesTest")
                .doesNotContain("Lovelace");
    }
}
