package pms.billing.account.watch;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of following account changes.
 *
 * @param pageSize most changes read at once and held for a slow reader
 * @param poll how often to look without a notification
 */
@Validated
@ConfigurationProperties("pms.watch")
record WatchProperties(@Min(1) @Max(5000) int pageSize, Duration poll) {}
