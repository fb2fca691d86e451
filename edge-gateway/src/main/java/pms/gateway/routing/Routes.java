package pms.gateway.routing;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.net.URI;
import java.util.List;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * Which service answers what. Commands and reads of patients share their paths and part by method. Which calls there are
 * at all, {@code access.AccessRules} has decided before.
 */
@Configuration(proxyBeanMethods = false)
class Routes {

    static final String FEED_ID = "feed";

    private static final String PATIENTS = "/api/patients/**";
    private static final String FEED = "/api/patients/feed";
    private static final String ANALYTICS = "/api/analytics/**";
    private static final String ANALYTICS_PROGRESS = "/api/analytics/rebuilds/*/progress";
    private static final String DIRECTORY = "/api/directory/**";
    private static final String DIRECTORY_PROGRESS = "/api/directory/rebuilds/*/progress";
    private static final String AUDIT = "/api/audit";
    private static final String VERIFICATION = "/api/audit/verification";
    private static final String QUERY_OPERATIONS = "/api/operations/query-side/**";
    private static final String ANALYTICS_OPERATIONS = "/api/operations/analytics-projector/**";
    private static final List<HttpMethod> READS = List.of(GET, HEAD);
    private static final List<HttpMethod> COMMANDS = List.of(POST, PUT, DELETE);
    private static final List<HttpMethod> READS_AND_REBUILDS = List.of(GET, HEAD, POST, DELETE);
    private static final int NO_TIMEOUT = -1;

    @Bean
    RouteLocator routeLocator(RouteLocatorBuilder builder, PartSettings parts, RoutingSettings settings) {
        var routes = builder.routes();
        streams(parts).forEach(stream -> add(routes, stream, NO_TIMEOUT));
        for (Door door : doors(parts)) {
            add(routes, door, settings.responseTimeout().toMillis());
        }
        return routes.build();
    }

    /** They go on for as long as there is something to tell, or to do. */
    private static List<Door> streams(PartSettings parts) {
        return List.of(
                new Door(FEED_ID, FEED, READS, parts.querySide()),
                new Door("analytics-progress", ANALYTICS_PROGRESS, READS, parts.analyticsProjector()),
                new Door("directory-progress", DIRECTORY_PROGRESS, READS, parts.querySide()),
                new Door("audit-verification", VERIFICATION, READS, parts.analyticsProjector()),
                new Door("query-side-operations", QUERY_OPERATIONS, READS_AND_REBUILDS, parts.querySide()),
                new Door(
                        "analytics-projector-operations",
                        ANALYTICS_OPERATIONS,
                        READS_AND_REBUILDS,
                        parts.analyticsProjector()));
    }

    private static List<Door> doors(PartSettings parts) {
        return List.of(
                new Door("patient-reads", PATIENTS, READS, parts.querySide()),
                new Door("patient-commands", PATIENTS, COMMANDS, parts.commandSide()),
                new Door("directory", DIRECTORY, READS_AND_REBUILDS, parts.querySide()),
                new Door("analytics", ANALYTICS, READS_AND_REBUILDS, parts.analyticsProjector()),
                new Door("audit", AUDIT, READS, parts.analyticsProjector()));
    }

    private static void add(RouteLocatorBuilder.Builder routes, Door door, long responseTimeoutMillis) {
        routes.route(
                door.id(),
                route -> route.path(door.path())
                        .and()
                        .method(door.methods().toArray(HttpMethod[]::new))
                        .metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, responseTimeoutMillis)
                        .uri(door.service()));
    }

    /** One way in: a path with some methods, and the service behind it. */
    private record Door(String id, String path, List<HttpMethod> methods, URI service) {}
}
