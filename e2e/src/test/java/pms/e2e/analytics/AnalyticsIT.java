package pms.e2e.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static pms.e2e.TheSystem.asUser;
import static pms.e2e.TheSystem.gateway;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pms.e2e.Patients;
import pms.e2e.Patients.Registered;
import pms.e2e.client.Answer;
import tools.jackson.databind.JsonNode;

class AnalyticsIT {
    private static final String SUMMARY = "/api/analytics/summary";
    private static final String DEMOGRAPHICS = "/api/analytics/demographics";

    @Test
    void countsARegistrationAndADeactivation() {
        JsonNode before = gateway().read(SUMMARY).path("patients");
        Registered registered = Patients.register(Patients.minimal());
        JsonNode between = readAt(SUMMARY, registered.position()).path("patients");
        long left = gateway().delete(registered.path()).position();
        JsonNode after = readAt(SUMMARY, left).path("patients");

        assertThat(grown(before, between, "total")).isEqualTo(1);
        assertThat(grown(before, between, "active")).isEqualTo(1);
        assertThat(grown(between, after, "total")).isZero();
        assertThat(grown(between, after, "active")).isEqualTo(-1);
        assertThat(grown(between, after, "deactivated")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"day, 1931-07-15", "week, 1931-07-13", "month, 1931-07-01"})
    void putsRegistrationsIntoBuckets(String bucket, String first) {
        String path = "/api/analytics/registrations?from=1931-07-01&to=1931-07-31&bucket=" + bucket;
        long before = countOf(gateway().read(path), first);
        long position =
                Patients.register(Patients.with("registeredDate", "1931-07-15")).position();
        assertThat(countOf(readAt(path, position), first)).isEqualTo(before + 1);
    }

    private static long countOf(JsonNode buckets, String bucket) {
        for (JsonNode each : buckets) {
            if (each.path("bucket").asString().equals(bucket)) {
                return each.path("count").asLong();
            }
        }
        return 0;
    }

    @Test
    void takesBothEndsOfTheRangeIn() {
        Patients.register(Patients.with("registeredDate", "1932-02-28"));
        long position =
                Patients.register(Patients.with("registeredDate", "1932-02-29")).position();
        asUser().header("PMS-Position", position)
                .get("/api/analytics/registrations?from=1932-02-28&to=1932-02-29")
                .then()
                .statusCode(200)
                .body("$", hasSize(2))
                .body("bucket", equalTo(java.util.List.of("1932-02-28", "1932-02-29")));
    }

    @Test
    void knowsAgesGendersAndRegions() {
        String region = "Region " + UUID.randomUUID();
        JsonNode before = gateway().read(DEMOGRAPHICS);
        Map<String, Object> patient = Patients.whole();
        patient.put("region", region);
        patient.put("dateOfBirth", "1911-11-11");
        long position = Patients.register(patient).position();
        JsonNode after = readAt(DEMOGRAPHICS, position);

        assertThat(band(after).path("female").asLong())
                .isEqualTo(band(before).path("female").asLong() + 1);
        assertThat(band(after).path("total").asLong())
                .isEqualTo(band(before).path("total").asLong() + 1);
        assertThat(after.path("regions"))
                .anySatisfy(it -> assertThat(it.path("region").asString()).isEqualTo(region));
    }

    private static JsonNode band(JsonNode demographics) {
        for (JsonNode band : demographics.path("ageBands")) {
            if (band.path("band").asString().equals("100+")) {
                return band;
            }
        }
        throw new AssertionError("no band 100+ in " + demographics);
    }

    @Test
    void followsAPatientWhoseGenderIsAmended() {
        Map<String, Object> patient = Patients.whole();
        patient.put("dateOfBirth", "1912-12-12");
        Registered registered = Patients.register(patient);
        JsonNode before = band(readAt(DEMOGRAPHICS, registered.position()));
        Answer amended = gateway().put(registered.path(), Patients.changed(patient, "gender", "other"));
        JsonNode after = band(readAt(DEMOGRAPHICS, amended.position()));

        assertThat(grown(before, after, "female")).isEqualTo(-1);
        assertThat(grown(before, after, "other")).isEqualTo(1);
        assertThat(grown(before, after, "total")).isZero();
    }

    @Test
    void tellsNoPersonalData() {
        Map<String, Object> patient = Patients.whole();
        long position = Patients.register(patient).position();
        for (String path : new String[] {SUMMARY, DEMOGRAPHICS, "/api/analytics/registrations"}) {
            assertThat(readAt(path, position).toString())
                    .doesNotContain(
                            "Fairweather", Patients.value(patient, "email").toString());
        }
    }

    @Test
    void makesAClientWaitForAPositionThatIsNotThereYetAndThenSaysSo() {
        asUser().header("PMS-Position", "999999999")
                .get(SUMMARY)
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("1"))
                .body("code", equalTo("position-not-reached"));
    }

    @ParameterizedTest
    @CsvSource({"bucket=hour,bucket", "from=2024-02-30,from", "to=x,to"})
    void namesTheParameterThatIsWrong(String query, String parameter) {
        asUser().get("/api/analytics/registrations?" + query)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid-parameter"))
                .body("errors", hasKey(parameter));
    }

    private static long grown(JsonNode before, JsonNode after, String field) {
        return after.path(field).asLong() - before.path(field).asLong();
    }

    private static JsonNode readAt(String path, long position) {
        Answer answer = gateway().get(path, "PMS-Position", Long.toString(position));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }
}
