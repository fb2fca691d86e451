package pms.command.automation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where billing is, and how it is spoken to.
 *
 * @param target of gRPC, for example {@code localhost:9090}
 * @param token shared secret, shown with each call
 * @param deadline of one call; of a stream, the longest wait for its next answer
 * @param maxBackoff the longest pause between two tries
 * @param maxOpen the longest time for which the breaker keeps calls back before it lets one try
 * @param maxInFlight accounts asked for at a time, which share a call when there is more than one
 */
@Validated
@ConfigurationProperties("pms.billing")
record BillingProperties(
        @NotBlank String target,
        @NotBlank(message = "PMS_BILLING_TOKEN must be set") String token,
        @DefaultValue("3s") Duration deadline,
        @DefaultValue("1s") Duration maxBackoff,
        @DefaultValue("3s") Duration maxOpen,
        @DefaultValue("256") @Min(1) @Max(4096) int maxInFlight) {

    /** Without the token. */
    @Override
    public String toString() {
        return "BillingProperties[target=" + target + "]";
    }
}
