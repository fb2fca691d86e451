package pms.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionsTest {

    private static final String USAGE = "usage: bench [--seed 1] [--data FOLDER]";

    @Test
    void takesWhatIsGivenAndElseWhatTheBenchmarkSays() {
        Options options = Options.of(new String[] {"/checkout", "--seed", "7"}, USAGE);

        assertThat(options.number("--seed", 1)).isEqualTo(7);
        assertThat(options.path("--data", "e2e/target/x")).isEqualTo(Path.of("/checkout/e2e/target/x"));
        assertThat(options.number("--port", 4)).isEqualTo(4);
    }
}
