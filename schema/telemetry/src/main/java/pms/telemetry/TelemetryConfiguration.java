package pms.telemetry;

import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.observation.ObservationPredicate;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.http.server.reactive.observation.ServerRequestObservationConvention;

/** What metrics and traces have in common in all services. */
@AutoConfiguration(
        before = ObservationAutoConfiguration.class,
        beforeName = "org.springframework.boot.webflux.autoconfigure.WebFluxObservationAutoConfiguration")
public final class TelemetryConfiguration {

    /** The calls of a service are measured where they are answered; two libraries would measure them by other tags. */
    private static final String CALLS = "http.client.requests";

    private static final String OPERATIONS = "/actuator/";

    @Bean
    MeterFilter callsAreMeasuredWhereTheyAreAnswered() {
        return MeterFilter.denyNameStartsWith(CALLS);
    }

    /** Who looks after the service is no traffic. */
    @Bean
    ObservationPredicate requestsOfUsers() {
        return (name, context) -> !(context instanceof ServerRequestObservationContext request
                && request.getCarrier() != null
                && request.getCarrier().getPath().value().startsWith(OPERATIONS));
    }

    @Bean
    ServerRequestObservationConvention requests() {
        return new Requests();
    }

    @Bean
    @ConditionalOnMissingBean
    Traces noTraces() {
        return Traces.NONE;
    }
}
