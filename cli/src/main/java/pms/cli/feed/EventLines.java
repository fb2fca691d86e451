package pms.cli.feed;

import java.util.Optional;

/** Puts events together from the lines of an event stream (WHATWG HTML, server-sent events). Not thread-safe. */
final class EventLines {
    private String id = "";
    private String type = "";
    private final StringBuilder data = new StringBuilder();

    /** The event that a line completes; most complete none. */
    Optional<FeedEvent> next(String line) {
        if (line.isEmpty()) {
            return completed();
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        take(field, value.startsWith(" ") ? value.substring(1) : value);
        return Optional.empty();
    }

    /** A line that the server sends to say that it is still there. */
    static boolean isComment(String line) {
        return line.startsWith(":");
    }

    private void take(String field, String value) {
        switch (field) {
            case "id" -> id = value;
            case "event" -> type = value;
            case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
            default -> {
                // A comment, or a field that this reader does not know.
            }
        }
    }

    private Optional<FeedEvent> completed() {
        Optional<FeedEvent> event = data.isEmpty()
                ? Optional.empty()
                : Optional.of(new FeedEvent(Long.parseLong(id), type, data.toString()));
        type = "";
        data.setLength(0);
        return event;
    }
}
