package pms.e2e.console;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pms.e2e.client.Json;

/**
 * What query-side and analytics-projector say of their dead letters, in the shape in which they say it: two of one
 * patient, of which the first is no event, one that can be applied meanwhile, and an entry of the audit log.
 */
final class PlayedDeadLetters {

    private static final String PATIENT = "0b87ae8f-5a7a-4d0a-9d5e-0f3f2b1c4d5e";
    private static final String OTHER = "5d0c1a6e-93f2-4c6b-8a77-2f0e9b1d7c34";
    private static final String NO_EVENT = "the payload is no event";
    private static final String QUERY_SIDE = "query-side";
    private static final String ANALYTICS = "analytics-projector";

    private final List<Held> held = new ArrayList<>(List.of(
            new Held(QUERY_SIDE, entry("directory", "patient.events.v1", 42, 57L, PATIENT, NO_EVENT)),
            new Held(QUERY_SIDE, entry("directory", "patient.events.v1", 44, 61L, PATIENT, "waits behind 42")),
            new Held(ANALYTICS, entry("analytics", "patient.events.v1", 45, 62L, OTHER, "the service was too old")),
            new Held(ANALYTICS, entry("audit", "audit.access.v1", 7, null, null, NO_EVENT))));
    private final List<String> commands = new ArrayList<>();

    private record Held(String service, Entry entry) {}

    /** As the list of a service has it. */
    private record Entry(
            String projection,
            String topic,
            int partition,
            long offset,
            @Nullable Long position,
            @Nullable String subject,
            String reason,
            String heldAt) {}

    /** What a replay says of one that is still held. */
    private record Stuck(String projection, String topic, int partition, long offset, String subject, String reason) {}

    private static Entry entry(
            String projection,
            String topic,
            long offset,
            @Nullable Long position,
            @Nullable String subject,
            String reason) {
        return new Entry(projection, topic, 3, offset, position, subject, reason, "2026-01-15T09:30:00.250Z");
    }

    /** From now on this page is answered from here. */
    void play(Page page) {
        page.route("**/api/operations/*/dead-letters", route -> answer(route, list(serviceOf(route.request()))));
        page.route("**/api/operations/*/dead-letters/**", route -> {
            Request request = route.request();
            String path = URI.create(request.url()).getPath();
            commands.add(request.method() + " " + path);
            answer(route, path.endsWith("/replays") ? replay(serviceOf(request)) : giveUp());
        });
    }

    /** Method and path of each, in their order. */
    List<String> commands() {
        return List.copyOf(commands);
    }

    private List<Entry> list(String service) {
        return held.stream()
                .filter(each -> each.service().equals(service))
                .map(Held::entry)
                .toList();
    }

    /** Of each service's, one is the first of its subject that is stuck. */
    private Map<String, Object> replay(String service) {
        boolean applies = held.removeIf(each ->
                each.service().equals(service) && OTHER.equals(each.entry().subject()));
        List<Stuck> stuck = list(service).stream()
                .filter(each -> each.reason().equals(NO_EVENT))
                .map(each ->
                        new Stuck(each.projection(), each.topic(), each.partition(), each.offset(), "", each.reason()))
                .toList();
        return Map.of("applied", applies ? 1 : 0, "stuck", stuck);
    }

    /** With the first of the patient's the other is applied as well. */
    private Map<String, Object> giveUp() {
        held.removeIf(each -> PATIENT.equals(each.entry().subject()));
        return Map.of("applied", 1, "stuck", List.of());
    }

    private static String serviceOf(Request request) {
        return Path.of(URI.create(request.url()).getPath()).getName(2).toString();
    }

    private static void answer(Route route, Object body) {
        route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(Json.write(body)));
    }
}
