package pms.gateway.limits;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import pms.gateway.problem.Problem;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;

/** The 429 (RFC 6585, 4), which says when to come back. */
final class TooMany {

    private TooMany() {}

    static Rejection requests(Duration untilNext) {
        long seconds = Math.max(1, untilNext.plusSeconds(1).minusNanos(1).toSeconds());
        return new Rejection(Problem.of(ProblemCode.TOO_MANY_REQUESTS, "More requests than are taken. Slow down.")
                .with(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
    }
}
