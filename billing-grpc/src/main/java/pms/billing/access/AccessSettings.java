package pms.billing.access;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Who gets in.
 *
 * @param token shared secret of those who call by gRPC
 * @param operatorSha256 of the operator's token, in hex
 */
@Validated
@ConfigurationProperties("pms.access")
record AccessSettings(
        @NotNull @Size(min = 32, message = "PMS_BILLING_TOKEN must be set, with 32 characters at least")
        String token,

        @NotNull @Pattern(regexp = "[0-9a-fA-F]{64}", message = "PMS_OPERATOR_SHA256 must be set: 64 hex digits")
        String operatorSha256) {

    /** Without the secrets. */
    @Override
    public String toString() {
        return "AccessSettings";
    }
}
