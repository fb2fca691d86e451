package pms.gateway.billing;

import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import pms.gateway.problem.Problem;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;
import reactor.core.publisher.Mono;

/** {@code GET /api/billing/accounts/{patientId}}. */
@RestController
class BillingAccountEndpoint {

    private static final Pattern UUID_SHAPE = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final BillingAccounts accounts;

    BillingAccountEndpoint(BillingAccounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping("/api/billing/accounts/{patientId}")
    Mono<BillingAccount> account(@PathVariable String patientId) {
        return accounts.find(uuid(patientId)).map(BillingAccount::of).onErrorMap(BillingFailure::translated);
    }

    private static UUID uuid(String text) {
        if (!UUID_SHAPE.matcher(text).matches()) {
            throw new Rejection(Problem.of(
                    ProblemCode.INVALID_PARAMETER,
                    "The patient id is not valid.",
                    Map.of("patientId", "Must be a UUID")));
        }
        return UUID.fromString(text);
    }
}
