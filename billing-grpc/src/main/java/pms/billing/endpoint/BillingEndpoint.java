package pms.billing.endpoint;

import com.salesforce.reactorgrpc.stub.ReactorCallOptions;
import io.grpc.CallOptions;
import org.springframework.grpc.server.service.GrpcService;
import pms.billing.account.Rejection;
import pms.billing.account.close.AccountClosings;
import pms.billing.account.find.AccountFinder;
import pms.billing.account.open.AccountOpenings;
import pms.billing.account.watch.AccountChanges;
import pms.schema.billing.v1.Account;
import pms.schema.billing.v1.AccountChange;
import pms.schema.billing.v1.CloseAccountRequest;
import pms.schema.billing.v1.GetAccountRequest;
import pms.schema.billing.v1.OpenAccountRequest;
import pms.schema.billing.v1.OpenAccountResponse;
import pms.schema.billing.v1.ReactorBillingServiceGrpc;
import pms.schema.billing.v1.WatchAccountsRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code pms.billing.v1.BillingService}: the contract stands in {@code billing.proto}. */
@GrpcService
class BillingEndpoint extends ReactorBillingServiceGrpc.BillingServiceImplBase {
    /** Messages of a stream that gRPC may hand over before they are asked for. */
    private static final int PREFETCH = 16;

    private static final int LOW_TIDE = 8;

    private final AccountOpenings openings;
    private final AccountClosings closings;
    private final AccountFinder finder;
    private final AccountChanges changes;

    BillingEndpoint(AccountOpenings openings, AccountClosings closings, AccountFinder finder, AccountChanges changes) {
        this.openings = openings;
        this.closings = closings;
        this.finder = finder;
        this.changes = changes;
        Failures.prepare();
    }

    @Override
    public Mono<OpenAccountResponse> openAccount(OpenAccountRequest request) {
        return PatientId.parse(request.getPatientId()).flatMap(openings::open).map(Messages::response);
    }

    @Override
    public Flux<OpenAccountResponse> openAccounts(Flux<OpenAccountRequest> requests) {
        return openings.openAll(requests.map(request -> PatientId.parse(request.getPatientId())))
                .map(Messages::response);
    }

    @Override
    public Mono<Account> closeAccount(CloseAccountRequest request) {
        return PatientId.parse(request.getPatientId()).flatMap(closings::close).map(Messages::account);
    }

    @Override
    public Mono<Account> getAccount(GetAccountRequest request) {
        return PatientId.parse(request.getPatientId())
                .flatMap(finder::ofPatient)
                .map(Messages::account);
    }

    @Override
    public Flux<AccountChange> watchAccounts(WatchAccountsRequest request) {
        if (request.getAfter() < 0) {
            return Flux.error(new Rejection.InvalidField("after", "after must be 0 or more"));
        }
        return changes.after(request.getAfter()).map(Messages::change);
    }

    @Override
    protected CallOptions getCallOptions(int methodId) {
        return CallOptions.DEFAULT
                .withOption(ReactorCallOptions.CALL_OPTIONS_PREFETCH, PREFETCH)
                .withOption(ReactorCallOptions.CALL_OPTIONS_LOW_TIDE, LOW_TIDE);
    }

    @Override
    protected Throwable onErrorMap(Throwable error) {
        return Failures.translate(error);
    }
}
