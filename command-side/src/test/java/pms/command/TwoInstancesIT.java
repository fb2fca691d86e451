package pms.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import pms.command.testing.BillingPeer;
import pms.command.testing.Patients;
import pms.command.testing.Servers;
import pms.command.testing.Servers.Database;
import pms.command.testing.Service;
import pms.command.testing.TestTrust;
import pms.command.testing.Topic;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class TwoInstancesIT {

    private static final int PARALLEL = 64;

    private final Database database = Servers.freshDatabase();
    private final String topic = Servers.freshTopic();
    private final BillingPeer billing = new BillingPeer();
    private final Service one = Service.start(database, topic, billing);
    private final Service two = Service.start(database, topic, billing);

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    @Test
    void shareOneLogAndTakeOverFromEachOther() {
        String email = Patients.freshEmail();

        List<Integer> registrations = atOnce(n -> client(n)
                .post()
                .uri("/api/patients")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Patients.json(email)));
        assertThat(registrations).filteredOn(status -> status == 201).hasSize(1);
        assertThat(registrations).filteredOn(status -> status != 201).containsOnly(409);

        String other = Patients.freshEmail();
        UUID id = new Patients(one.http()).registered(other);
        List<Integer> amends = atOnce(n -> client(n)
                .put()
                .uri("/api/patients/{id}", id)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Patients.json(other).replace("Anna", "Anna " + n)));
        assertThat(amends).as("conflicts across instances are tried again").containsOnly(200);

        one.close();
        UUID last = new Patients(two.http()).registered(Patients.freshEmail());
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(billing.accounts()).containsKey(last));
        int events = 3 + PARALLEL + 3;
        assertThat(Topic.read(topic, events).stream().map(Topic::position).distinct())
                .hasSize(events);
    }

    private List<Integer> atOnce(IntFunction<WebClient.RequestHeadersSpec<?>> request) {
        List<Integer> statuses = new ArrayList<>();
        Flux.range(0, PARALLEL)
                .flatMap(
                        n -> request.apply(n)
                                .exchangeToMono(response -> response.releaseBody()
                                        .then(Mono.just(response.statusCode().value()))),
                        PARALLEL)
                .as(StepVerifier::create)
                .recordWith(() -> statuses)
                .expectNextCount(PARALLEL)
                .verifyComplete();
        return statuses;
    }

    private WebClient client(int n) {
        return WebClient.builder()
                .baseUrl("http://127.0.0.1:" + (n % 2 == 0 ? one : two).port())
                .defaultHeader("Authorization", TestTrust.bearer("tester@example.org"))
                .build();
    }
}
