package pms.cli.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import pms.cli.terminal.Ink;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An event in one line. */
final class EventText {
    private static final List<String> OPEN = List.of("position", "type", "patientId", "time", "who", "version");

    private EventText() {}

    /** {@code 27  2026-11-27T21:40:01Z  PatientRegistered  0197...}, without the person. */
    static String line(JsonNode event) {
        return String.format(
                Locale.ROOT,
                "%8d  %-20s  %-22s  %s",
                event.path("position").asLong(),
                seconds(event.path("time").asString("")),
                Ink.plain(event.path("type").asString("")),
                Ink.plain(event.path("patientId").asString("")));
    }

    /** As above, and at its end what the event says of the person or the encounter. */
    static String withContent(JsonNode event) {
        String content = content(event);
        return content.isEmpty() ? line(event) : line(event) + "  " + Ink.plain(content);
    }

    /** The fields that are open to whoever may see events, and no others. */
    static ObjectNode open(JsonNode event) {
        ObjectNode open = JsonMapper.shared().createObjectNode();
        OPEN.stream().filter(event::has).forEach(field -> open.set(field, event.path(field)));
        return open;
    }

    private static String content(JsonNode event) {
        List<String> parts = new ArrayList<>();
        add(parts, event.path("patient").path("name").asString(""));
        if (!event.path("changed").isEmpty()) {
            parts.add("changed: "
                    + String.join(
                            ", ",
                            event.path("changed")
                                    .valueStream()
                                    .map(field -> field.asString(""))
                                    .toList()));
        }
        event.path("changes").valueStream().map(EventText::change).forEach(parts::add);
        add(parts, event.path("encounter").path("class").asString(""));
        add(parts, event.path("encounter").path("type").asString(""));
        return String.join("  ", parts);
    }

    /** Of a history: {@code phone: 1 -> 2}, with nothing where there is no value. */
    private static String change(JsonNode change) {
        String from = change.has("from") ? value(change.path("from")) + " -> " : "";
        return change.path("field").asString("") + ": " + from + value(change.path("to"));
    }

    private static String value(JsonNode value) {
        return value.isContainer() ? value.toString() : value.asString("");
    }

    private static void add(List<String> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(text);
        }
    }

    private static String seconds(String time) {
        int fraction = time.indexOf('.');
        return fraction < 0 ? time : time.substring(0, fraction) + "Z";
    }
}
