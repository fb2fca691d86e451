package pms.gateway.auth.account;

import java.util.Base64;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Argon2id with the parameters of the settings. Each check costs some ten milliseconds of one core, so they run on
 * threads of their own, no more than cores, and a bounded number waits; beyond that the answer is a
 * {@link java.util.concurrent.RejectedExecutionException}.
 */
@Component
public class Passwords implements DisposableBean {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final Argon2PasswordEncoder argon2;
    private final Scheduler threads;

    /** A hash with the same parameters that no known password has: salt and hash are zeros. */
    private final String nobody;

    Passwords(PasswordSettings settings) {
        this.argon2 = new Argon2PasswordEncoder(
                SALT_BYTES, HASH_BYTES, settings.lanes(), settings.memoryKibibytes(), settings.passes());
        this.threads =
                Schedulers.newBoundedElastic(settings.hashingThreads(), settings.waitingPerThread(), "passwords");
        this.nobody = "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        settings.memoryKibibytes(),
                        settings.passes(),
                        settings.lanes(),
                        zeros(SALT_BYTES),
                        zeros(HASH_BYTES));
    }

    public Mono<String> hash(String password) {
        return Mono.fromCallable(() -> argon2.encode(password)).subscribeOn(threads);
    }

    /** Emits whether the password is the user's; after it the signals stay on a thread that may compute. */
    public Mono<Boolean> matches(String password, String hash) {
        return Mono.fromCallable(() -> argon2.matches(password, hash)).subscribeOn(threads);
    }

    /** As much work as {@link #matches}, for a user who does not exist; always false. */
    public Mono<Boolean> matchesNobody(String password) {
        return matches(password, nobody).map(ignored -> false);
    }

    /** Whether the hash was made with less memory or fewer passes than are asked for now. */
    public boolean isWeak(String hash) {
        return argon2.upgradeEncoding(hash);
    }

    private static String zeros(int bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(new byte[bytes]);
    }

    @Override
    public void destroy() {
        threads.dispose();
    }
}
