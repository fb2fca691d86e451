package pms.gateway.billing;

import io.grpc.Status;
import pms.gateway.problem.Problem;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;

/** From the status of a call to what is told over HTTP. */
final class BillingFailure {

    private BillingFailure() {}

    static Throwable translated(Throwable failure) {
        return switch (Status.fromThrowable(failure).getCode()) {
            case NOT_FOUND ->
                Rejection.of(ProblemCode.ACCOUNT_NOT_FOUND, "No billing account was opened for this patient (yet).");
            case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED ->
                new Rejection(Problem.passing(ProblemCode.UNAVAILABLE, "Billing does not answer. Try again."), failure);
            default -> failure;
        };
    }
}
