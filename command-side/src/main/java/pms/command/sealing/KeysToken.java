package pms.command.sealing;

import jakarta.validation.constraints.NotBlank;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What services of this system show to each other.
 *
 * @param token a secret; the same at each service
 */
@Validated
@ConfigurationProperties("pms.service")
record ServiceToken(
        @NotBlank(message = "PMS_SERVICE_TOKEN must be set") String token) {

    private static final String BEARER = "Bearer ";

    /** Whether an {@code Authorization} header shows the token; takes the same time wherever it differs. */
    boolean isShownBy(@Nullable String authorization) {
        return authorization != null
                && authorization.startsWith(BEARER)
                && MessageDigest.isEqual(bytes(authorization.substring(BEARER.length())), bytes(token));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "ServiceToken";
    }
}
