package pms.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusyTest {
    private final CountDownLatch said = new CountDownLatch(1);
    private final StringWriter out = new StringWriter();
    private final PrintWriter watched = new PrintWriter(out) {
        @Override
        public void flush() {
            super.flush();
            said.countDown();
        }
    };

    @AfterEach
    void restore() {
        System.clearProperty("pms.terminal");
    }

    @Test
    void saysNothingWhereNobodyLooks() {
        assertThat(Busy.during("Stopping", watched, () -> 7)).isEqualTo(7);

        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysWhatGoesOnAndTakesItBackAtTheEnd() {
        System.setProperty("pms.terminal", "true");

        assertThat(Busy.during("Stopping", watched, this::waitUntilSaid)).isTrue();

        assertThat(out.toString()).contains("Stopping ...").endsWith("\r\u001b[K");
    }

    private boolean waitUntilSaid() {
        try {
            return said.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
