package pms.command.patient;

import org.jspecify.annotations.Nullable;

/** A stored event that this version cannot read: of an unknown type, or broken. */
public final class UnreadableEvent extends IllegalStateException {

    public UnreadableEvent(String type, @Nullable Throwable cause) {
        super("Cannot read an event of type " + type, cause);
    }
}
