package pms.gateway.billing;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the billing service is asked.
 *
 * @param target host and port of the billing service's gRPC
 * @param token shared secret, shown with each call
 * @param deadline of one attempt
 * @param retries after an attempt that found the service away
 * @param pause before the first retry; later ones wait longer
 */
@Validated
@ConfigurationProperties("pms.billing")
record BillingSettings(
        String target,
        @NotBlank(message = "PMS_BILLING_TOKEN must be set") String token,
        @DefaultValue("2s") Duration deadline,
        @DefaultValue("2") int retries,
        @DefaultValue("100ms") Duration pause) {

    /** Without the token. */
    @Override
    public String toString() {
        return "BillingSettings[target=" + target + "]";
    }
}
