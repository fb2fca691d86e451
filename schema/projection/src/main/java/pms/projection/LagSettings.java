package pms.projection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a projection is too far behind its topic to be asked.
 *
 * @param bound the longest time for which records may be there without being applied, or Kafka may not answer
 * @param every how often it is looked at
 */
@ConfigurationProperties("pms.projection.lag")
public record LagSettings(
        @DefaultValue("60s") Duration bound,
        @DefaultValue("5s") Duration every) {}
