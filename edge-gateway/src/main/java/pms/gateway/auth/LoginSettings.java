package pms.gateway.auth;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is there from the start, and how long a login may take.
 *
 * @param demo whether the demo user exists
 * @param patience after which a login that is not done is given up
 * @param admin the first administrator
 */
@ConfigurationProperties("pms.login")
record LoginSettings(
        @DefaultValue("false") boolean demo,
        @DefaultValue("10s") Duration patience,
        @DefaultValue Admin admin) {

    /** Made when there is nobody yet; both are empty when nobody is to be made. */
    record Admin(
            @DefaultValue("") String email,
            @DefaultValue("") String password) {

        boolean isAbsent() {
            return email.isEmpty() && password.isEmpty();
        }

        /** Passwords do not belong in logs. */
        @Override
        public String toString() {
            return "Admin";
        }
    }
}
