package pms.command.access;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Whom this service believes.
 *
 * @param trustUrl where the gateway tells which tokens are good, without the path
 * @param trustToken shared secret, shown to the gateway
 * @param operatorSha256 of the operator's token, in hex
 */
@Validated
@ConfigurationProperties("pms.access")
record AccessSettings(
        @NotBlank String trustUrl,
        @NotBlank(message = "PMS_TRUST_TOKEN must be set") String trustToken,

        @NotNull @Pattern(regexp = "[0-9a-fA-F]{64}", message = "PMS_OPERATOR_SHA256 must be set: 64 hex digits")
        String operatorSha256) {

    @Override
    public String toString() {
        return "AccessSettings";
    }
}
