package pms.gateway.billing;

import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import pms.audit.Asker;
import pms.gateway.audit.Accesses;
import pms.gateway.audit.Action;
import pms.gateway.audit.Askers;
import pms.gateway.problem.Problem;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;
import reactor.core.publisher.Mono;

/** {@code GET /api/billing/accounts/{patientId}}. */
@RestController
class BillingAccountEndpoint {

    private static final Pattern UUID_SHAPE = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final BillingAccounts accounts;
    private final Accesses accesses;

    BillingAccountEndpoint(BillingAccounts accounts, Accesses accesses) {
        this.accounts = accounts;
        this.accesses = accesses;
    }

    @GetMapping("/api/billing/accounts/{patientId}")
    Mono<BillingAccount> account(@PathVariable String patientId, ServerWebExchange exchange) {
        UUID patient = uuid(patientId);
        Asker asker = Askers.of(exchange);
        return accounts.find(patient)
                .map(BillingAccount::of)
                .onErrorMap(BillingFailure::translated)
                .delayUntil(account -> accesses.shown(asker, Action.ACCOUNT_READ, patient))
                .onErrorResume(
                        BillingAccountEndpoint::isNotFound,
                        none -> accesses.nothing(asker, Action.ACCOUNT_READ, patient)
                                .then(Mono.error(none)));
    }

    private static boolean isNotFound(Throwable failure) {
        return failure instanceof Rejection rejection && rejection.problem().code() == ProblemCode.ACCOUNT_NOT_FOUND;
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
