package pms.gateway.internal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import pms.access.SharedSecret;
import pms.gateway.start.StartRefused;

/**
 * Where the internal door is, and who may come in.
 *
 * @param trustToken what the services show, at least 32 characters
 * @param operatorSha256 SHA-256 of what operators show, in hexadecimal digits
 */
@ConfigurationProperties("pms.internal")
record InternalSettings(
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("4005") int port,
        @DefaultValue("") String trustToken,
        @DefaultValue("") String operatorSha256) {

    /** @throws StartRefused when it is missing or too short */
    SharedSecret services() {
        try {
            return SharedSecret.of(trustToken);
        } catch (IllegalArgumentException unusable) {
            throw new StartRefused("PMS_TRUST_TOKEN has to be set, to at least 32 random characters");
        }
    }

    /** @throws StartRefused when it is missing or no SHA-256 */
    SharedSecret operators() {
        try {
            return SharedSecret.ofSha256(operatorSha256);
        } catch (IllegalArgumentException unusable) {
            throw new StartRefused("PMS_OPERATOR_SHA256 has to be set, to 64 hexadecimal digits");
        }
    }

    /** Secrets do not belong in logs. */
    @Override
    public String toString() {
        return "InternalSettings[" + address + ":" + port + "]";
    }
}
