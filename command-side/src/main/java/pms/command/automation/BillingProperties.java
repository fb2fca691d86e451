package pms.command.automation;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where billing is.
 *
 * @param target of gRPC, for example {@code localhost:9090}
 * @param token shared secret, shown with each call
 * @param deadline of one call
 * @param maxBackoff the longest pause between two tries
 * @param maxInFlight accounts being opened at a time
 */
@Validated
@ConfigurationProperties("pms.billing")
record BillingProperties(
        @NotBlank String target,
        @NotBlank(message = "PMS_BILLING_TOKEN must be set") String token,
        @DefaultValue("3s") Duration deadline,
        @DefaultValue("1s") Duration maxBackoff,
        @DefaultValue("32") @Min(1) int maxInFlight) {

    /** Without the token. */
    @Override
    public String toString() {
        return "BillingProperties[target=" + target + "]";
    }
}
