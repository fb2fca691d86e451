package pms.billing.database;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Tells failures that pass by themselves from those that stay. The one place that reads SQLSTATE
 * (<a href="https://www.postgresql.org/docs/18/errcodes-appendix.html">PostgreSQL, appendix A</a>).
 */
public final class Transience {
    private Transience() {}

    /** True when the database could not be reached, was busy or gave up: the same request may succeed later. */
    public static boolean isTransient(Throwable error) {
        return error instanceof R2dbcTransientException
                || error instanceof R2dbcNonTransientResourceException
                || error instanceof TimeoutException
                || error instanceof IOException
                || (error instanceof R2dbcException exception && isTransientState(exception.getSqlState()));
    }

    private static boolean isTransientState(@Nullable String sqlState) {
        if (sqlState == null || sqlState.length() != 5) {
            return false;
        }
        return switch (sqlState.substring(0, 2)) {
            // connection exception, transaction rollback, insufficient resources, operator intervention
            case "08", "40", "53", "57" -> true;
            // lock not available; idle transaction ended by the server
            default -> sqlState.equals("55P03") || sqlState.equals("25P03");
        };
    }
}
