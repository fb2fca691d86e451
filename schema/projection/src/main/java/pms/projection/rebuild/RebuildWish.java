package pms.projection.rebuild;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is to be rebuilt.
 *
 * @param view all views when it is missing
 * @param switches whether readers get the new generation when it is equal; they do when it is missing
 */
record RebuildWish(@Nullable String view, boolean switches) {

    private static final String VIEW = "view";
    private static final String SWITCHES = "switches";
    private static final int MOST_FAULTS = 10;

    /**
     * Reads a body, or none. A field that is not known is refused, since a slip in a name would else be a wish for everything.
     *
     * @throws RebuildRefusal {@code unknown-field} or {@code validation-failed}
     */
    static RebuildWish of(@Nullable Map<String, @Nullable Object> body) {
        if (body == null) {
            return new RebuildWish(null, true);
        }
        Map<String, String> unknown = new TreeMap<>();
        body.keySet().stream()
                .filter(field -> !field.equals(VIEW) && !field.equals(SWITCHES))
                .limit(MOST_FAULTS)
                .forEach(field -> unknown.put(field, "Unknown field"));
        if (!unknown.isEmpty()) {
            throw RebuildRefusal.unknownFields(unknown);
        }
        return new RebuildWish(view(body.get(VIEW)), switches(body.get(SWITCHES)));
    }

    private static @Nullable String view(@Nullable Object given) {
        return switch (given) {
            case null -> null;
            case String name -> name;
            default -> throw RebuildRefusal.invalid(VIEW, "Must be a text");
        };
    }

    private static boolean switches(@Nullable Object given) {
        return switch (given) {
            case null -> true;
            case Boolean said -> said;
            default -> throw RebuildRefusal.invalid(SWITCHES, "Must be true or false");
        };
    }
}
