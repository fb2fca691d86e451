package pms.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class RedactedTest {

    private static final String MARK = "MARK-OF-A-PERSON";

    @Test
    void saysTheKindsAndNoMessageFromBelow() {
        var refused = new R2dbcDataIntegrityViolationException("invalid input: " + MARK, "22P02");
        var fault = new IllegalStateException("can't write " + MARK, refused);
        assertThat(Redacted.fault(fault))
                .contains("IllegalStateException", "SQLSTATE 22P02")
                .doesNotContain(MARK);
        assertThat(Redacted.trace(fault))
                .contains("RedactedTest", "caused by", "SQLSTATE 22P02")
                .doesNotContain(MARK);
    }

    @Test
    void saysNothingOfTheAddressThatReactorSuppresses() {
        Throwable fault = Mono.error(new IllegalStateException("x"))
                .checkpoint("HTTP GET /api/patients?q=" + MARK)
                .onErrorResume(Mono::just)
                .cast(Throwable.class)
                .blockOptional(Duration.ofSeconds(10))
                .orElseThrow();
        assertThat(fault.getSuppressed()).isNotEmpty();
        assertThat(Redacted.trace(fault)).doesNotContain(MARK);
    }

    @Test
    void saysWhatOurOwnFaultsAndTheNetworkSay() {
        assertThat(Redacted.fault(new UnreadableRecord("the seal is broken", null)))
                .endsWith("UnreadableRecord: the seal is broken");
        assertThat(Redacted.fault(new IOException("Connection refused: localhost:5432")))
                .contains("localhost:5432");
    }

    @Test
    void endsWhenACauseIsItsOwnCause() {
        var outer = new IllegalStateException("a");
        var inner = new IllegalStateException("b", outer);
        outer.initCause(inner);
        assertThat(Redacted.fault(outer)).isNotEmpty();
    }
}
