package pms.projection;

import io.r2dbc.spi.R2dbcException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a log may say of a fault. A message from below may quote what it could not work with, the database's as well as a
 * parser's, and what Reactor suppresses names the address that was asked for with its query: none of these is said. The
 * kind of the fault is, its SQLSTATE, the messages of our own faults, and those of the network, which name hosts.
 */
public final class Redacted {

    private static final String OURS = "pms.";
    private static final int MOST_CAUSES = 8;
    private static final int MOST_FRAMES = 30;

    private Redacted() {}

    /** One line: the fault and its causes. */
    public static String fault(Throwable fault) {
        return causes(fault).stream().map(Redacted::line).collect(Collectors.joining(" < "));
    }

    /** As {@link #fault}, each with its frames. */
    public static String trace(Throwable fault) {
        return causes(fault).stream()
                .map(cause -> line(cause)
                        + Arrays.stream(cause.getStackTrace())
                                .limit(MOST_FRAMES)
                                .map(frame -> "\n\tat " + frame)
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\ncaused by "));
    }

    private static List<Throwable> causes(Throwable fault) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = fault; cause != null && causes.size() < MOST_CAUSES; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static String line(Throwable fault) {
        String kind = fault.getClass().getName();
        if (fault instanceof R2dbcException refused) {
            return kind + ", SQLSTATE " + refused.getSqlState();
        }
        boolean harmless = kind.startsWith(OURS) || fault instanceof IOException;
        return harmless ? kind + ": " + fault.getMessage() : kind;
    }
}
