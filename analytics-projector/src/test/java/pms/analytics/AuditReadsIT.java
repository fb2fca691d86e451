package pms.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who reads the audit log is in it. */
class AuditReadsIT {

    private static final String NAME = "audit_reads";
    private static AuditTopic topic;
    private static RunningAnalytics analytics;

    @BeforeAll
    static void start() {
        topic = new AuditTopic(NAME + "-audit");
        Servers.createTopic(NAME, 1);
        analytics = new RunningAnalytics(NAME, Servers.postgres().createDatabase(NAME));
    }

    @AfterAll
    static void stop() {
        analytics.close();
        topic.close();
    }

    @Test
    void theReadingIsOnRecordWithTheOneWhoWasAskedAbout() {
        String patient = AuditTopic.patient(3).toString();
        read("/api/audit?patient=" + patient);
        analytics.awaitAudit(1);
        assertThat(read("/api/audit?action=audit.read"))
                .contains("\"action\":\"audit.read\"", patient, "\"role\":\"AUDITOR\"", "\"outcome\":\"DONE\"");
        analytics.awaitAudit(2);
    }

    private static String read(String path) {
        return String.valueOf(analytics
                .client()
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
