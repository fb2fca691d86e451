package pms.command.eventstore;

import org.jspecify.annotations.Nullable;

/** The store was closed while the database was away and an append was on its way: it may or may not be stored. Appending
 * the same event ids again finds out. */
public final class AppendUnknown extends EventStoreException.Transient {

    public AppendUnknown(@Nullable Throwable cause) {
        super("the store closed before the outcome of the append was known", cause);
    }
}
