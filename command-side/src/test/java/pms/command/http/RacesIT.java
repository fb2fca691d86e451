package pms.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import pms.command.testing.Patients;
import pms.command.testing.Service;
import pms.command.testing.TestTrust;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.test.StepVerifier;

class RacesIT {

    private static final int PARALLEL = 64;

    private final Patients patients = new Patients(Service.shared().http());
    private final WebClient client = WebClient.builder()
            .baseUrl("http://127.0.0.1:" + Service.shared().port())
            .defaultHeader("Authorization", TestTrust.bearer("tester@example.org"))
            .clientConnector(new org.springframework.http.client.reactive.ReactorClientHttpConnector(
                    HttpClient.create(ConnectionProvider.create("races", PARALLEL))))
            .build();

    @Test
    void oneOfManyParallelRegistrationsGetsTheEmail() {
        String email = Patients.freshEmail();

        List<Answer> answers = atOnce(n -> post(Patients.json(email).replace("Anna", "Anna " + n), null));

        assertThat(statuses(answers)).isEqualTo(Map.of(201, 1L, 409, PARALLEL - 1L));
        assertThat(answers.stream().filter(answer -> answer.status() == 409))
                .allSatisfy(answer -> assertThat(answer.body()).contains("email-taken"));
    }

    @Test
    void oneOfManyParallelRegistrationsGetsTheIdentifier() {
        String identifier =
                "{\"identifiers\":[{\"system\":\"urn:race\",\"value\":\"%s\"}],".formatted(UUID.randomUUID());

        List<Answer> answers =
                atOnce(n -> post(Patients.json(Patients.freshEmail()).replaceFirst("\\{", identifier), null));

        assertThat(statuses(answers)).isEqualTo(Map.of(201, 1L, 409, PARALLEL - 1L));
    }

    @Test
    void allOfManyParallelAmendsOfOnePatientSucceed() {
        String email = Patients.freshEmail();
        UUID id = patients.registered(email);

        List<Answer> answers = atOnce(n -> put(id, Patients.json(email).replace("Anna", "Anna " + n)));

        assertThat(statuses(answers)).isEqualTo(Map.of(200, (long) PARALLEL));
        assertThat(answers.stream().map(Answer::etag).collect(Collectors.toSet()))
                .as("each gave the patient a version of its own")
                .hasSize(PARALLEL);
    }

    @Test
    void theSameRequestManyTimesAtOnceIsCarriedOutOnce() {
        String body = Patients.json(Patients.freshEmail());
        String key = UUID.randomUUID().toString();

        List<Answer> answers = atOnce(n -> post(body, key));

        assertThat(statuses(answers)).isEqualTo(Map.of(201, (long) PARALLEL));
        assertThat(answers.stream().map(Answer::body).collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(answers.stream().map(Answer::position).collect(Collectors.toSet()))
                .hasSize(1);
    }

    private List<Answer> atOnce(IntFunction<Mono<Answer>> request) {
        List<Answer> answers = new java.util.ArrayList<>();
        Flux.range(0, PARALLEL)
                .flatMap(request::apply, PARALLEL)
                .as(StepVerifier::create)
                .recordWith(() -> answers)
                .expectNextCount(PARALLEL)
                .verifyComplete();
        return answers;
    }

    private Mono<Answer> post(String body, @org.jspecify.annotations.Nullable String key) {
        return answer(client.post()
                .uri("/api/patients")
                .headers(headers -> {
                    if (key != null) {
                        headers.set("Idempotency-Key", key);
                    }
                })
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body));
    }

    private Mono<Answer> put(UUID id, String body) {
        return answer(client.put()
                .uri("/api/patients/{id}", id)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body));
    }

    private static Mono<Answer> answer(WebClient.RequestHeadersSpec<?> request) {
        return request.exchangeToMono(response -> response.bodyToMono(String.class)
                .map(body -> new Answer(
                        response.statusCode().value(),
                        body,
                        header(response.headers().asHttpHeaders(), HttpHeaders.ETAG),
                        header(response.headers().asHttpHeaders(), "PMS-Position"))));
    }

    private static String header(HttpHeaders headers, String name) {
        return Objects.requireNonNullElse(headers.getFirst(name), "");
    }

    private static Map<Integer, Long> statuses(List<Answer> answers) {
        return answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
    }

    private record Answer(int status, String body, String etag, String position) {}
}
