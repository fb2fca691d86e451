package pms.command.sealing;

import jakarta.validation.constraints.Size;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What services that may have keys show.
 *
 * @param token a secret
 */
@Validated
@ConfigurationProperties("pms.keys")
record KeysToken(
        @Size(min = 32, message = "PMS_KEYS_TOKEN must be set, with 32 characters at least")
        String token) {

    /** Without the token. */
    @Override
    public String toString() {
        return "KeysToken";
    }
}
