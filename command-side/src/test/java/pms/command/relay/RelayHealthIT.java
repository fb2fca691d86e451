package pms.command.relay;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pms.command.testing.BillingPeer;
import pms.command.testing.Patients;
import pms.command.testing.Servers;
import pms.command.testing.Service;

class RelayHealthIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void isNotReadyWhileNothingIsPublishedAndTakesCommandsAllTheSame() throws InterruptedException {
        BillingPeer billing = new BillingPeer();
        try (Service service = Service.startWith(
                Servers.freshDatabase(),
                Servers.freshTopic(),
                billing,
                Map.of("pms.kafka.bootstrap", "127.0.0.1:1", "pms.relay.max-lag", "1s"))) {
            Patients patients = new Patients(service.http());
            expect(service, "readiness", 200);
            patients.registered(Patients.freshEmail());

            await().atMost(LONG).untilAsserted(() -> expect(service, "readiness", 503));
            expect(service, "liveness", 200);
            patients.registered(Patients.freshEmail());
        } finally {
            billing.stop();
        }
    }

    @Test
    void isReadyWhileEventsArePublished() throws InterruptedException {
        BillingPeer billing = new BillingPeer();
        try (Service service = Service.startWith(
                Servers.freshDatabase(), Servers.freshTopic(), billing, Map.of("pms.relay.max-lag", "30s"))) {
            new Patients(service.http()).registered(Patients.freshEmail());
            expect(service, "readiness", 200);
            service.http()
                    .get()
                    .uri("/actuator/health/followers")
                    .exchange()
                    .expectBody()
                    .jsonPath("$.components.billing.details.breaker")
                    .isEqualTo("CLOSED");
        } finally {
            billing.stop();
        }
    }

    private static void expect(Service service, String probe, int status) {
        service.http()
                .get()
                .uri("/actuator/health/" + probe)
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }
}
