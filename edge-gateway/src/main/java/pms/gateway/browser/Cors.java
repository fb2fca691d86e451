package pms.gateway.browser;

import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.server.WebFilter;

/**
 * Lets pages of the named origins call from a browser, without cookies. Without any, there is no CORS at all: a browser
 * lets no page of another origin read an answer, and the preflight is a request without a token like any other.
 */
@Configuration(proxyBeanMethods = false)
class Cors {

    private static final int ORDER = -480; // before the limits and the token check, whose refusals a page has to read
    private static final Duration PREFLIGHT_KEPT = Duration.ofMinutes(10);

    @Bean
    @Order(ORDER)
    WebFilter corsFilter(CorsSettings settings) {
        return settings.origins().isEmpty()
                ? (exchange, chain) -> chain.filter(exchange)
                : new CorsWebFilter(exchange -> configuration(settings));
    }

    private static CorsConfiguration configuration(CorsSettings settings) {
        CorsConfiguration configuration = new CorsConfiguration();
        configuration.setAllowedOrigins(settings.origins());
        configuration.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        configuration.setAllowedHeaders(List.of(
                "Authorization",
                "Content-Type",
                "Idempotency-Key",
                "If-Match",
                "If-None-Match",
                "Last-Event-ID",
                "PMS-Position",
                "X-Correlation-Id"));
        configuration.setExposedHeaders(List.of(
                "ETag",
                "Link",
                "Location",
                "PMS-Position",
                "Retry-After",
                "WWW-Authenticate",
                "X-Correlation-Id",
                "X-Total-Count"));
        configuration.setAllowCredentials(false);
        configuration.setMaxAge(PREFLIGHT_KEPT);
        return configuration;
    }
}
