package pms.gateway.auth.account;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How passwords are hashed (Argon2id), and how much of the machine that may take. The defaults are those that OWASP
 * names first. A user's hash with weaker parameters is replaced at the next login.
 *
 * @param memory for one hash
 * @param passes over that memory
 * @param hashingThreads how many passwords are hashed or checked at once
 * @param waitingPerThread how many more may wait for each of these threads
 */
@ConfigurationProperties("pms.passwords")
record PasswordSettings(
        @DefaultValue("19MB") DataSize memory,
        @DefaultValue("2") int passes,
        @DefaultValue("1") int lanes,
        @DefaultValue("2") int hashingThreads,
        @DefaultValue("50") int waitingPerThread) {

    int memoryKibibytes() {
        return Math.toIntExact(memory.toKilobytes());
    }
}
