package pms.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.StatusAssertions;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsIT {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private final TestDatabase database = new TestDatabase();
    private RunningBilling billing;

    @BeforeAll
    void start() {
        billing = new RunningBilling(database);
    }

    @AfterAll
    void stop() {
        billing.close();
    }

    @Test
    void tellsItsHealthOverGrpc() throws StatusRuntimeException {
        var answer = HealthGrpc.newBlockingStub(billing.anonymous()).check(HealthCheckRequest.getDefaultInstance());

        assertThat(answer.getStatus()).isEqualTo(ServingStatus.SERVING);
    }

    @Test
    void tellsItsHealthOverHttpAndNothingElse() {
        http("/actuator/health").isOk();
        http("/actuator/health/liveness").isOk();
        http("/actuator/health/readiness").isOk();
        http("/actuator/env").isUnauthorized();
        http("/actuator").isUnauthorized();
        http("/anything").isUnauthorized();
        http("/actuator", RunningBilling.OPERATOR).isOk();
        http("/actuator/env", RunningBilling.OPERATOR).isNotFound();
    }

    @Test
    void isNotReadyButAliveWithoutTheDatabase() throws Exception {
        database.setReachable(false);
        try {
            http("/actuator/health/readiness").isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
            http("/actuator/health").isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
            http("/actuator/health/liveness").isOk();
        } finally {
            database.setReachable(true);
        }
        http("/actuator/health/readiness").isOk();
    }

    @Test
    void describesItsServicesByReflection() {
        var answers = new Answers();
        var requests = ServerReflectionGrpc.newStub(billing.channel()).serverReflectionInfo(answers);
        requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());

        answers.first
                .asMono()
                .as(StepVerifier::create)
                .assertNext(
                        answer -> assertThat(answer.getListServicesResponse().getServiceList())
                                .extracting(service -> service.getName())
                                .contains("pms.billing.v1.BillingService"))
                .expectComplete()
                .verify(BOUND);
        requests.onCompleted();
    }

    private StatusAssertions http(String path) {
        return http(path, "");
    }

    private StatusAssertions http(String path, String token) {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + billing.httpPort())
                .responseTimeout(BOUND)
                .build()
                .get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange()
                .expectStatus();
    }

    private static final class Answers implements StreamObserver<ServerReflectionResponse> {
        private final Sinks.One<ServerReflectionResponse> first = Sinks.one();

        @Override
        public void onNext(ServerReflectionResponse answer) {
            first.emitValue(answer, Sinks.EmitFailureHandler.FAIL_FAST);
        }

        @Override
        public void onError(Throwable error) {
            first.emitError(error, Sinks.EmitFailureHandler.FAIL_FAST);
        }

        @Override
        public void onCompleted() {
            first.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
        }
    }
}
