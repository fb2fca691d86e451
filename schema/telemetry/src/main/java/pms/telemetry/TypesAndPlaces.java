package pms.telemetry;

import java.io.IOException;
import org.springframework.boot.logging.StackTracePrinter;
import org.springframework.boot.logging.StandardStackTracePrinter;

/** The trace of an exception by types and places, the first cause first; a message may quote what a person is called. */
public final class TypesAndPlaces implements StackTracePrinter {

    private static final int LONGEST = 8 * 1024;
    private static final int DEPTH = 32;

    private final StackTracePrinter printer = StandardStackTracePrinter.rootFirst()
            .withMaximumThrowableDepth(DEPTH)
            .withMaximumLength(LONGEST)
            .withFormatter(thrown -> thrown.getClass().getName());

    @Override
    public void printStackTrace(Throwable thrown, Appendable out) throws IOException {
        printer.printStackTrace(thrown, out);
    }
}
