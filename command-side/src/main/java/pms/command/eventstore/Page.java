package pms.command.eventstore;

import java.util.List;

/**
 * A part of what a read gives.
 *
 * @param events matching events in position order; may be empty
 * @param head the position of the last event of the store when the read began, 0 when there was none
 * @param last whether the read ends here
 */
public record Page(List<StoredEvent> events, long head, boolean last) {

    public Page {
        events = List.copyOf(events);
    }
}
