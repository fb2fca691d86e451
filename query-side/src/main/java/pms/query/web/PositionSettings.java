package pms.query.web;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a read waits for a position.
 *
 * @param patience before it is refused with 503
 * @param retryAfter what the refusal advises
 * @param except paths that never wait
 */
@ConfigurationProperties("pms.position")
record PositionSettings(
        @DefaultValue("2s") Duration patience,
        @DefaultValue("1s") Duration retryAfter,
        @DefaultValue Set<String> except) {}
