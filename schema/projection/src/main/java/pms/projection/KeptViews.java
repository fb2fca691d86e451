package pms.projection;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which views a batch has to be applied to. */
final class KeptViews {

    private KeptViews() {}

    /**
     * Those that the generation keeps up.
     *
     * @throws UnknownViews when there is none yet, or it has views that this version of the code doesn't know, which would
     *     be left behind
     */
    static Set<String> of(Projection projection, Standing standing) {
        Map<String, String> known = projection.views().stream()
                .collect(Collectors.toMap(ViewDefinition::name, ViewDefinition::digest));
        if (known.isEmpty()) {
            return Set.of();
        }
        Map<String, String> kept = standing.views();
        if (kept == null) {
            throw new UnknownViews("there is no generation of the views of " + projection.name());
        }
        kept.forEach((name, digest) -> {
            if (!digest.equals(known.get(name))) {
                throw new UnknownViews("the view " + name + " is of another version of " + projection.name());
            }
        });
        return kept.keySet();
    }
}
