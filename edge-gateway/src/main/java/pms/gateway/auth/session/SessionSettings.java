package pms.gateway.auth.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a login goes on.
 *
 * @param refreshLifetime how long a refresh token counts; each use gives a new one
 * @param longest after which even a session that is used has to log in again
 * @param perUser the most that one user has at once; the one that expires first makes room
 */
@ConfigurationProperties("pms.session")
record SessionSettings(
        @DefaultValue("12h") Duration refreshLifetime,
        @DefaultValue("7d") Duration longest,
        @DefaultValue("100") int perUser) {}
