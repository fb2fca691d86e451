package pms.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import pms.schema.audit.v1.AccessEntry;

class AuditLogIT {
    private static final ParameterizedTypeReference<Map<String, Object>> BODY = new ParameterizedTypeReference<>() {};

    @Test
    void keepsEachEntryOnceInTheOrderOfTheTopicHoweverOftenItComes() {
        var password = Servers.postgres().createDatabase("auditorder");
        Servers.createTopic("auditorder", 1);
        try (var topic = new AuditTopic("auditorder-audit");
                var analytics = new RunningAnalytics("auditorder", password)) {
            topic.write(1, 60);
            topic.write(20, 60);
            topic.write(1, 90);
            analytics.awaitAudit(59 + 40 + 89);
            assertThat(analytics.auditedIds())
                    .isEqualTo(IntStream.range(1, 90)
                            .mapToObj(number -> new UUID(9, number))
                            .toList());
            assertThat(analytics.getAsOperator("/internal/audit/verification", BODY))
                    .containsEntry("entries", 89)
                    .containsEntry("faults", List.of());
        }
    }

    @Test
    void goesOnFromWhereItWasAndBeginsAgainOnNothing() {
        var password = Servers.postgres().createDatabase("auditagain");
        Servers.createTopic("auditagain", 1);
        try (var topic = new AuditTopic("auditagain-audit")) {
            topic.write(1, 30);
            try (var analytics = new RunningAnalytics("auditagain", password)) {
                analytics.awaitAudit(29);
            }
            topic.write(30, 50);
            try (var first = new RunningAnalytics("auditagain", password);
                    var second = new RunningAnalytics("auditagain", password)) {
                topic.write(50, 400);
                first.awaitAudit(399);
                assertThat(second.getAsOperator("/internal/audit/verification", BODY))
                        .as("one chain of two instances")
                        .containsEntry("entries", 399)
                        .containsEntry("faults", List.of());
            }
        }
    }

    @Test
    void takesEachEntryOfATopicThatWasMadeAnewThoughItIsLongerThanThePlaceInTheFormer() {
        var password = Servers.postgres().createDatabase("auditanew");
        Servers.createTopic("auditanew", 1);
        try (var topic = new AuditTopic("auditanew-audit")) {
            topic.write(1, 30);
            topic.write(1, 30);
            try (var analytics = new RunningAnalytics("auditanew", password)) {
                analytics.awaitAudit(58);
            }
            topic.makeAnew(7);
            topic.write(1, 100);
            try (var analytics = new RunningAnalytics("auditanew", password)) {
                analytics.awaitAudit(99);
                assertThat(analytics.auditedIds())
                        .isEqualTo(IntStream.range(1, 100)
                                .mapToObj(number -> new UUID(9, number))
                                .toList());
            }
        }
    }

    @Test
    void isWholeThoughTheOffsetsOfItsTopicBeganAgain() {
        var password = Servers.postgres().createDatabase("auditlower");
        Servers.createTopic("auditlower", 1);
        try (var topic = new AuditTopic("auditlower-audit")) {
            topic.write(1, 30);
            try (var analytics = new RunningAnalytics("auditlower", password)) {
                analytics.awaitAudit(29);
            }
            topic.makeAnew(7);
            topic.write(30, 40);
            try (var analytics = new RunningAnalytics("auditlower", password)) {
                analytics.awaitAudit(10);
                assertThat(analytics.getAsOperator("/internal/audit/verification", BODY))
                        .containsEntry("entries", 39)
                        .containsEntry("faults", List.of());
            }
        }
    }

    @Test
    void goesOnWithoutWhatIsNoEntryAndKeepsItAsADeadLetter() {
        var password = Servers.postgres().createDatabase("auditpoison");
        Servers.createTopic("auditpoison", 1);
        try (var topic = new AuditTopic("auditpoison-audit");
                var analytics = new RunningAnalytics("auditpoison", password)) {
            topic.write(AuditTopic.entry(1).toByteArray());
            topic.write("no protobuf".getBytes(StandardCharsets.UTF_8));
            topic.write(changed(2).setId("not a UUID").build().toByteArray());
            topic.write(changed(3).clearOutcome().build().toByteArray());
            topic.write(changed(4).clearTime().build().toByteArray());
            topic.write(changed(5).setDetail("a\0b").build().toByteArray());
            topic.write(changed(6).addPatientIds("nobody").build().toByteArray());
            topic.write(AuditTopic.entry(7).toByteArray());
            analytics.awaitAudit(8);
            assertThat(analytics.auditedIds()).containsExactly(new UUID(9, 1), new UUID(9, 7));
            assertThat(DeadLetterReader.reasons("auditpoison-audit.dlq", 6))
                    .containsExactly(
                            "the payload is no AccessEntry",
                            "an id in the entry is not a UUID",
                            "the entry has no outcome",
                            "the entry has no time",
                            "a text in the entry is too long, or has a NUL character",
                            "an id in the entry is not a UUID");
        }
    }

    @Test
    void appendsNothingToALogThatWasTamperedWithUntilItIsMended() {
        var password = Servers.postgres().createDatabase("auditdamaged");
        Servers.createTopic("auditdamaged", 1);
        try (var topic = new AuditTopic("auditdamaged-audit");
                var analytics = new RunningAnalytics("auditdamaged", password);
                var superuser = new Superuser("auditdamaged")) {
            topic.write(1, 4);
            analytics.awaitAudit(3);
            superuser.execute("create table kept as table audit_head");
            superuser.execute("update audit_head set seal = sha256(seal)");
            topic.write(4, 5);
            analytics.awaitAuditDown();
            assertThat(analytics.auditedIds()).hasSize(3);
            superuser.execute("update audit_head h set seal = k.seal from kept k");
            analytics.awaitAudit(4);
            assertThat(analytics.auditedIds()).hasSize(4);
        }
    }

    private static AccessEntry.Builder changed(int number) {
        return AuditTopic.entry(number).toBuilder();
    }
}
