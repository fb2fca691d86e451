package pms.gateway.problem;

import org.jspecify.annotations.Nullable;

/** Ends a request with a problem that the gateway knows the reason of; expected, so it has no stack trace. */
public final class Rejection extends RuntimeException {

    private final transient Problem problem;

    public Rejection(Problem problem) {
        this(problem, null);
    }

    /** @param cause for the log; nothing of it is told */
    public Rejection(Problem problem, @Nullable Throwable cause) {
        super(problem.code().text(), cause, false, false);
        this.problem = problem;
    }

    public static Rejection of(ProblemCode code, String detail) {
        return new Rejection(Problem.of(code, detail));
    }

    public Problem problem() {
        return problem;
    }
}
