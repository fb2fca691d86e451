package pms.gateway.auth;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of the machine logins may take.
 *
 * @param demo whether the demo user exists
 * @param hashingThreads how many passwords are checked at once, 19 MiB each
 * @param waitingPerThread how many more may wait for each of these threads
 * @param patience after which a login that is not done is given up
 */
@ConfigurationProperties("pms.login")
record LoginSettings(
        @DefaultValue("false") boolean demo,
        @DefaultValue("2") int hashingThreads,
        @DefaultValue("50") int waitingPerThread,
        @DefaultValue("10s") Duration patience) {}
