package pms.analytics.projection;

import io.r2dbc.spi.ConnectionFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs the one {@link Projection} of the events. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProjectionSettings.class)
class ProjectionConfiguration {

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
}
