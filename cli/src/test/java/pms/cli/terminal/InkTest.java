package pms.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class InkTest {
    @Test
    void coloursOnATerminalAlone() {
        assertThat(Ink.of(true, Map.of("TERM", "xterm")).good("UP")).isEqualTo("\u001b[32mUP\u001b[0m");
        assertThat(Ink.of(false, Map.of("TERM", "xterm")).good("UP")).isEqualTo("UP");
    }

    @Test
    void coloursNothingForWhoWantsNone() {
        assertThat(Ink.of(true, Map.of("NO_COLOR", "1")).bad("DOWN")).isEqualTo("DOWN");
        assertThat(Ink.of(true, Map.of("TERM", "dumb")).bold("PART")).isEqualTo("PART");
        assertThat(Ink.of(true, Map.of("NO_COLOR", "")).isOn())
                .as("empty counts as not set")
                .isTrue();
    }

    @Test
    void takesWhatSteersATerminalOutOfTheTextOfOthers() {
        assertThat(Ink.plain("Zoë\u001b[2J\r\n\u0085x")).isEqualTo("Zoë?[2J???x");
    }
}
