package pms.projection.generation;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import pms.projection.Projection;
import pms.projection.ViewDefinition;

/**
 * The tables of a projection's views in one schema.
 *
 * @param progress the name that its progress is stored under
 * @param views that are kept up in it, with their digests
 * @param since when it is in this state
 */
public record Generation(
        String projection,
        int number,
        String progress,
        String schema,
        State state,
        Map<String, String> views,
        Instant since) {

    /** The schema of the live one. */
    public static final String LIVE_SCHEMA = "views";

    /** What it is for. */
    public enum State {
        /** Readers see it. */
        LIVE,
        /** It is being built, or built and never was live. */
        BUILDING,
        /** It was live. */
        FORMER
    }

    /** The digests of all views of this version of the code. */
    public static Map<String, String> viewsOf(Projection projection) {
        return projection.views().stream().collect(Collectors.toMap(ViewDefinition::name, ViewDefinition::digest));
    }

    /** The name of a schema that is not the live one. */
    public static String schema(int number) {
        return LIVE_SCHEMA + "_" + number;
    }

    /** The name of the progress of a generation that is not the live one. */
    public static String progress(String projection, int number) {
        return projection + "@" + number;
    }
}
