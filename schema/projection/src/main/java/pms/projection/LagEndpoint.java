package pms.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How far the projections of a service are behind their topics, for administrators. */
@RestController
class LagEndpoint {

    private final List<LagWatch> watches;

    LagEndpoint(List<LagWatch> watches) {
        this.watches = watches;
    }

    /**
     * @param waiting records that were not applied when it was looked at last
     * @param complaint why the projection should not be asked now; null when it may be
     */
    record Waiting(
            String projection, long waiting, @Nullable String complaint) {}

    @GetMapping("/api/operations/${spring.application.name}/projections")
    List<Waiting> projections() {
        return watches.stream()
                .map(watch -> new Waiting(watch.projection(), watch.records(), watch.complaint()))
                .toList();
    }
}
