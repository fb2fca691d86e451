package pms.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class FaultTest {

    @Test
    void keepsTypesAndPlacesAndNoMessage() {
        IOException cause = new IOException("secret cause");
        IllegalStateException failure = new IllegalStateException("secret", cause);
        failure.addSuppressed(new IllegalArgumentException("secret note"));

        Fault fault = Fault.of(failure);

        assertThat(fault).hasMessage("java.lang.IllegalStateException");
        assertThat(fault.getStackTrace()).isEqualTo(failure.getStackTrace());
        assertThat(fault.getCause()).hasMessage("java.io.IOException");
        assertThat(printed(fault)).contains("FaultTest.java").doesNotContain("secret");
    }

    @Test
    void endsWithACauseThatCausesItself() {
        IOException first = new IOException();
        first.initCause(new IOException(first));

        assertThat(Fault.of(first)).hasRootCauseMessage("java.io.IOException");
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
