package pms.query.erasure;

import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * When what was deleted is taken out of the database's files.
 *
 * @param atOnceBelow tables of this size are locked for some seconds at most, and scrubbed at once
 * @param quietTime when larger ones are, in the zone of the machine
 * @param gathering for how long erasures are gathered into one scrub
 */
@ConfigurationProperties("pms.scrub")
record ScrubSettings(
        @DefaultValue("256MB") DataSize atOnceBelow,
        @DefaultValue("02:30") LocalTime quietTime,
        @DefaultValue("500ms") Duration gathering) {}
