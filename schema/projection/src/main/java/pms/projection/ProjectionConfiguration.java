package pms.projection;

import io.r2dbc.spi.ConnectionFactory;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.ReactiveTransactionManager;
import pms.kafka.KafkaSecurity;
import pms.telemetry.Traces;

/**
 * Runs the one {@link Projection} of the events of a service, which imports this. Settings are below
 * {@code pms.projection}; its tables come with {@code db/migration/V1__projection.sql}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ProjectionSettings.class, LagSettings.class, KafkaSecurity.class})
public class ProjectionConfiguration {

    @Bean
    ProjectionParts projectionParts(
            ConnectionFactory connections,
            ReactiveTransactionManager transactions,
            Traces traces,
            KafkaSecurity security) {
        return new ProjectionParts(connections, transactions, traces, security);
    }

    @Bean
    Watermark watermark() {
        return new Watermark();
    }

    @Bean
    WatermarkTail watermarkTail(
            ConnectionFactory connections, Projection projection, ProjectionSettings settings, Watermark watermark) {
        return new WatermarkTail(connections, projection.name(), settings.slowPoll(), watermark);
    }

    @Bean
    DeadLetters deadLetters(ProjectionParts parts, Projection projection, ProjectionSettings settings) {
        return parts.deadLetters(projection, settings);
    }

    @Bean
    ProjectionLoop projectionLoop(
            ProjectionParts parts,
            Projection projection,
            ProjectionSettings settings,
            DeadLetters deadLetters,
            Watermark watermark) {
        return parts.loop(projection, new CloudEventReader(), settings, deadLetters, watermark);
    }

    @Bean
    HeldRecords heldRecords(ProjectionParts parts, Projection projection, ProjectionSettings settings) {
        return parts.held(projection, new CloudEventReader(), settings);
    }

    @Bean
    DeadLettersEndpoint deadLettersEndpoint(List<HeldRecords> held) {
        return new DeadLettersEndpoint(held);
    }

    @Bean
    ProjectionHealthIndicator projectionHealthIndicator(ProjectionLoop loop) {
        return new ProjectionHealthIndicator(loop);
    }

    @Bean
    LagWatch projectionLag(
            ProjectionParts parts, Projection projection, ProjectionSettings settings, LagSettings bounds) {
        return parts.lag(projection, settings, bounds);
    }

    @Bean
    LagHealthIndicator lagHealthIndicator(List<LagWatch> watches) {
        return new LagHealthIndicator(watches);
    }

    @Bean
    LagEndpoint lagEndpoint(List<LagWatch> watches) {
        return new LagEndpoint(watches);
    }

    @Bean
    ProjectionMetrics projectionMetrics(Projection projection, Watermark watermark, List<LagWatch> watches) {
        return new ProjectionMetrics(projection.name(), watermark, watches);
    }

    @Bean
    ProjectionsEndpoint projectionsEndpoint(Projection projection, Watermark watermark, List<FollowerPosition> others) {
        return new ProjectionsEndpoint(projection, watermark, others);
    }
}
