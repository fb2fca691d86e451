package pms.gateway.billing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import pms.gateway.start.StartRefused;

/**
 * How the billing service is asked.
 *
 * @param target host and port of the billing service's gRPC
 * @param token shared secret, shown with each call
 * @param deadline of one attempt
 * @param retries after an attempt that found the service away
 * @param pause before the first retry; later ones wait longer
 */
@ConfigurationProperties("pms.billing")
record BillingSettings(
        String target,
        @DefaultValue("") String token,
        @DefaultValue("2s") Duration deadline,
        @DefaultValue("2") int retries,
        @DefaultValue("100ms") Duration pause) {

    /**
     * What each call shows.
     *
     * @throws StartRefused when the token is missing
     */
    String credentials() {
        if (token.isBlank()) {
            throw new StartRefused("PMS_BILLING_TOKEN has to be set");
        }
        return "Bearer " + token;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "BillingSettings[target=" + target + "]";
    }
}
