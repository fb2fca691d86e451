package pms.query.keys;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What this service is known by to others.
 *
 * @param token shared secret, sent with each call
 */
@Validated
@ConfigurationProperties("pms.service")
record ServiceSettings(@NotBlank String token) {

    @Override
    public String toString() {
        return "ServiceSettings";
    }
}
