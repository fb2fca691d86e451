package pms.command.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * An append was on its way when the database went away, and the store was closed before it was back, or the database
 * refuses for good to say: it may or may not be stored. Appending the same event ids again finds out.
 */
public final class AppendUnknown extends EventStoreException.Transient {

    public AppendUnknown(@Nullable Throwable cause) {
        super("what became of the append could not be found out", cause);
    }
}
