package pms.cli.feed;

import java.io.PrintWriter;
import java.util.Locale;
import pms.cli.terminal.Ink;
import tools.jackson.databind.JsonNode;

/** Prints events below a line that names the columns, or each as a line of JSON. Not thread-safe. */
final class EventTable {
    private final PrintWriter out;
    private final boolean json;
    private final boolean open;
    private boolean hasBegun;

    /** @param open whether to print what the events say of persons, which is in them only for whoever may see it */
    EventTable(PrintWriter out, boolean json, boolean open) {
        this.out = out;
        this.json = json;
        this.open = open;
    }

    /** Names the columns, once; call it when it is clear that there will be a table and no error in its place. */
    void begin() {
        if (!hasBegun && !json) {
            out.println(Ink.here()
                    .bold(String.format(Locale.ROOT, "%8s  %-20s  %-22s  %s", "POSITION", "TIME", "TYPE", "PATIENT")));
            out.flush();
        }
        hasBegun = true;
    }

    /** False when nobody reads any more. */
    boolean add(JsonNode event) {
        out.println(line(event));
        return !out.checkError();
    }

    private String line(JsonNode event) {
        if (json) {
            return (open ? event : EventText.open(event)).toString();
        }
        return open ? EventText.withContent(event) : EventText.line(event);
    }
}
