package pms.gateway.auth.attempts;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many logins may fail, and how long to wait after that: twice as long after each further failure.
 *
 * @param freePerAccount failures in a row that cost no waiting, for one e-mail
 * @param freePerAddress likewise for one address, whatever the e-mails
 * @param firstWait after the first failure that costs waiting
 * @param longestWait however many failures there are
 * @param forgottenAfter without another failure
 */
@ConfigurationProperties("pms.login-attempts")
record AttemptSettings(
        @DefaultValue("5") int freePerAccount,
        @DefaultValue("100") int freePerAddress,
        @DefaultValue("1s") Duration firstWait,
        @DefaultValue("15m") Duration longestWait,
        @DefaultValue("1h") Duration forgottenAfter) {

    private static final int MAX_DOUBLINGS = 30;

    AttemptSettings {
        if (forgottenAfter.compareTo(longestWait) < 0) {
            throw new IllegalArgumentException("pms.login-attempts: forgotten before the wait is over");
        }
    }

    /** How long after the last of so many failures the next attempt is let through. */
    Duration waitAfter(int failures, int free) {
        if (failures <= free) {
            return Duration.ZERO;
        }
        Duration wait = firstWait.multipliedBy(1L << Math.min(failures - free - 1, MAX_DOUBLINGS));
        return wait.compareTo(longestWait) < 0 ? wait : longestWait;
    }
}
