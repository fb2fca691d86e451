package pms.projection;

import io.r2dbc.spi.R2dbcException;
import org.jspecify.annotations.Nullable;

/** Tells what a record is to blame for from what time heals. */
final class Faults {

    private static final int MOST_CHARACTERS = 4_000;

    private Faults() {}

    /**
     * True when applying it again can't help: the record is unreadable, or PostgreSQL refuses what it says (SQLSTATE
     * classes 22, data exception, and 23, integrity constraint violation). All else is repeated.
     */
    static boolean isPoison(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableRecord) {
                return true;
            }
            if (cause instanceof R2dbcException refused) {
                return isPoison(refused.getSqlState());
            }
        }
        return false;
    }

    private static boolean isPoison(@Nullable String sqlState) {
        return sqlState != null && (sqlState.startsWith("22") || sqlState.startsWith("23"));
    }

    /** Where it came from, free of what the record holds. */
    static String trace(Throwable fault) {
        String trace = Redacted.trace(fault);
        return trace.length() <= MOST_CHARACTERS ? trace : trace.substring(0, MOST_CHARACTERS);
    }

    /** Free of what the record holds. */
    static String reason(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableRecord unreadable) {
                return String.valueOf(unreadable.getMessage());
            }
            if (cause instanceof R2dbcException refused) {
                return "refused by the database with SQLSTATE " + refused.getSqlState();
            }
        }
        return fault.getClass().getSimpleName();
    }
}
