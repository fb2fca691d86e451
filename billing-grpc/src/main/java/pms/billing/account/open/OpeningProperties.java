package pms.billing.account.open;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of opening accounts.
 *
 * @param batchSize most openings in one transaction
 * @param queueSize most openings that wait over all callers; beyond it they are refused
 * @param inFlightPerStream most requests of one stream that are taken in and not yet answered
 * @param timeout of one attempt to store a batch
 * @param retries further attempts after a failure that passes
 */
@Validated
@ConfigurationProperties("pms.opening")
record OpeningProperties(
        @Min(1) @Max(1000) int batchSize,
        @Min(1) @Max(100_000) int queueSize,
        @Min(1) @Max(1000) int inFlightPerStream,
        Duration timeout,
        @Min(0) @Max(10) int retries) {}
