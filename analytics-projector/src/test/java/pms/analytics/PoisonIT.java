package pms.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import pms.schema.patient.v1.Gender;

class PoisonIT {
    private static final UUID WELL = new UUID(1, 1);
    private static final UUID ILL = new UUID(2, 2);
    private static final UUID UNKNOWN = new UUID(3, 3);

    @Test
    void goesOnWithoutRecordsThatCanNotBeCountedAndKeepsThemAsDeadLetters() {
        var facts = registeredOn(LocalDate.of(2026, 3, 9));
        List<PatientEvent> history = List.of(
                new PatientEvent.Registered(WELL, facts),
                new PatientEvent.Registered(ILL, facts),
                new PatientEvent.Deactivated(UNKNOWN),
                new PatientEvent.AccountOpened(WELL));
        var password = Servers.postgres().createDatabase("poison");
        try (var topic = new EventTopic("poison")) {
            topic.write(history, 0, history.size());
            topic.write(
                    5, "pms.patient.v1.PatientAmended", ILL.toString(), "no protobuf".getBytes(StandardCharsets.UTF_8));
            topic.write(6, "pms.patient.v1.NotInventedYet", WELL.toString(), new byte[0]);
            topic.write(7, "pms.patient.v1.PatientDeactivated", ILL.toString(), new byte[0]);
            topic.write(8, "pms.patient.v1.PatientDeactivated", "nobody", new byte[0]);
            try (var analytics = new RunningAnalytics("poison", password)) {
                analytics.await(8);
                assertThat(analytics.get(
                                "/api/analytics/summary", new ParameterizedTypeReference<Map<String, Object>>() {}))
                        .containsEntry("patients", Map.of("total", 2, "active", 2, "deactivated", 0))
                        .containsEntry("accounts", Map.of("opened", 1, "closed", 0))
                        .containsEntry("events", 5);
            }
            assertThat(topic.deadLetters(3))
                    .containsExactlyInAnyOrder(
                            "5 the payload is no PatientAmended",
                            "7 held back behind position 5",
                            "8 the subject is no UUID");
        }
    }

    @Test
    void refusesTimesThatAreOfNoOneCalendarOrFarAway() {
        var lastJulianDay = LocalDate.of(1582, 10, 4);
        List<PatientEvent> history = List.of(
                new PatientEvent.Registered(WELL, registeredOn(LocalDate.of(1583, 1, 1))),
                new PatientEvent.Registered(ILL, registeredOn(lastJulianDay)),
                new PatientEvent.Registered(UNKNOWN, registeredOn(LocalDate.MAX)),
                new PatientEvent.EncounterStarted(
                        WELL,
                        new UUID(4, 4),
                        "AMB",
                        lastJulianDay.atStartOfDay().toInstant(ZoneOffset.UTC)));
        var password = Servers.postgres().createDatabase("calendars");
        try (var topic = new EventTopic("calendars")) {
            topic.write(history, 0, history.size());
            try (var analytics = new RunningAnalytics("calendars", password)) {
                analytics.await(history.size());
            }
            assertThat(topic.deadLetters(3))
                    .containsExactlyInAnyOrder(
                            "2 registered_date is out of range",
                            "3 registered_date is out of range",
                            "4 started_at is out of range");
        }
    }

    private static PatientEvent.OpenFacts registeredOn(LocalDate day) {
        return new PatientEvent.OpenFacts(1984, Gender.GENDER_MALE, "North", day);
    }
}
