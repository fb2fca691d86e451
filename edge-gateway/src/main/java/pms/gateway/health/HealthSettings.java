package pms.gateway.health;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the parts are asked for their health.
 *
 * @param timeout after which a part that does not answer is down
 * @param cached how long an answer counts, so that asking often costs the parts nothing
 */
@ConfigurationProperties("pms.health")
record HealthSettings(
        @DefaultValue("2s") Duration timeout,
        @DefaultValue("1s") Duration cached) {}
