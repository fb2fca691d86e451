package pms.gateway.billing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the billing service is asked.
 *
 * @param target host and port of the billing service's gRPC
 * @param deadline of one attempt
 * @param retries after an attempt that found the service away
 * @param pause before the first retry; later ones wait longer
 */
@ConfigurationProperties("pms.billing")
record BillingSettings(
        String target,
        @DefaultValue("2s") Duration deadline,
        @DefaultValue("2") int retries,
        @DefaultValue("100ms") Duration pause) {}
