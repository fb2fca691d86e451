package pms.gateway.auth;

import java.util.Base64;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Argon2id with the parameters that OWASP names first (19 MiB, 2 passes, 1 lane). Each check costs some ten
 * milliseconds of one core, so they run on threads of their own, no more than cores, and a bounded number waits; beyond
 * that the answer is a {@link java.util.concurrent.RejectedExecutionException}.
 */
@Component
class Passwords implements DisposableBean {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIBIBYTES = 19 * 1024;
    private static final int PASSES = 2;

    /** A hash with the same parameters that no known password has: salt and hash are zeros. */
    private static final String NOBODY = "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
            .formatted(MEMORY_KIBIBYTES, PASSES, LANES, zeros(SALT_BYTES), zeros(HASH_BYTES));

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIBIBYTES, PASSES);
    private final Scheduler threads;

    Passwords(LoginSettings settings) {
        this.threads =
                Schedulers.newBoundedElastic(settings.hashingThreads(), settings.waitingPerThread(), "passwords");
    }

    Mono<String> hash(String password) {
        return Mono.fromCallable(() -> argon2.encode(password)).subscribeOn(threads);
    }

    /** Emits whether the password is the user's; after it the signals stay on a thread that may compute. */
    Mono<Boolean> matches(String password, String hash) {
        return Mono.fromCallable(() -> argon2.matches(password, hash)).subscribeOn(threads);
    }

    /** As much work as {@link #matches}, for a user who does not exist; always false. */
    Mono<Boolean> matchesNobody(String password) {
        return matches(password, NOBODY).map(ignored -> false);
    }

    private static String zeros(int bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(new byte[bytes]);
    }

    @Override
    public void destroy() {
        threads.dispose();
    }
}
