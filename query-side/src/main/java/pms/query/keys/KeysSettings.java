package pms.query.keys;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How keys are asked for.
 *
 * @param target host and port of the key service
 * @param token shared secret, shown with each call
 * @param deadline of one request
 * @param cached how many keys are kept at most, for a minute each
 */
@Validated
@ConfigurationProperties("pms.keys")
record KeysSettings(
        @NotBlank String target,
        @NotBlank(message = "PMS_KEYS_TOKEN must be set") String token,
        @DefaultValue("3s") Duration deadline,
        @DefaultValue("20000") @Min(0) int cached) {

    @Override
    public String toString() {
        return "KeysSettings";
    }
}
