package pms.cli.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RebuildTextTest {
    private static final String RUNNING = """
            {"state": "RUNNING", "phase": "BUILDING", "events": {"done": 400000, "total": 1000000}, "rate": 41000,
             "secondsLeft": 75, "startedAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:10Z"}
            """;
    private static final String DIFFERENT = """
            {"state": "DIFFERENT", "generation": 4, "events": {"done": 10, "total": 10},
             "comparison": [{"view": "summary", "live": "summary:1-2-3", "built": "summary:1-2-4", "equal": false},
                            {"view": "registrations", "live": "x", "built": "x", "equal": true}],
             "startedAt": "2026-01-01T00:00:00Z", "endedAt": "2026-01-01T00:00:02Z"}
            """;

    @Test
    void showsABarWithRateAndTimeLeft() {
        assertThat(ProgressLine.text(json(RUNNING)))
                .isEqualTo("[############                  ] 40% 400,000/1,000,000 building 41,000/s 1 min 15 s left");
    }

    @Test
    void saysNothingOfRateAndTimeThatAreNotKnownYet() {
        assertThat(ProgressLine.text(json("{\"state\": \"RUNNING\", \"phase\": \"WAITING\"}")))
                .isEqualTo("[" + " ".repeat(30) + "] 0% 0/0 waiting");
    }

    @Test
    void tellsOfADifferenceWithBothHashesAndHowToGoOn() {
        var ended = json(DIFFERENT);
        assertThat(Outcome.isGood(ended)).isFalse();
        assertThat(Outcome.lines(ended, "analytics"))
                .containsExactly(
                        "analytics: generation 4 differs from what is read; read it all the same:"
                                + " ./pms rebuild analytics --switch-anyway",
                        "10 events in 2 s",
                        "  summary          DIFFERENT",
                        "    live  summary:1-2-3",
                        "    built summary:1-2-4",
                        "  registrations    equal");
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
