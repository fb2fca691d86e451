package pms.projection;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Says which views a batch has to be applied to. */
final class KeptViews {

    private final String projection;
    private final Map<String, String> known;

    KeptViews(Projection projection) {
        this.projection = projection.name();
        this.known = projection.views().stream()
                .collect(Collectors.toUnmodifiableMap(ViewDefinition::name, ViewDefinition::digest));
    }

    /**
     * Those that the generation keeps up.
     *
     * @throws UnknownViews when there is none yet, or it has views that this version of the code doesn't know, which would
     *     be left behind
     */
    Set<String> in(Standing standing) {
        if (known.isEmpty()) {
            return Set.of();
        }
        Map<String, String> kept = standing.views();
        if (kept == null) {
            throw new UnknownViews("there is no generation of the views of " + projection);
        }
        kept.forEach((name, digest) -> {
            if (!digest.equals(known.get(name))) {
                throw new UnknownViews("the view " + name + " is of another version of " + projection);
            }
        });
        return kept.keySet();
    }
}
