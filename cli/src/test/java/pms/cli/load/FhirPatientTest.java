package pms.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class FhirPatientTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 4);

    @Test
    void mapsAWholePatient() {
        ObjectNode body = registration("""
                {"resourceType": "Patient",
                 "name": [{"use": "nickname", "given": ["Joy"]},
                          {"use": "official", "family": "Winter", "given": ["Joyce", "Ann"], "prefix": ["Mrs."]}],
                 "telecom": [{"system": "phone", "value": "555-0100", "use": "work"},
                             {"system": "phone", "value": "555-0101", "use": "home"},
                             {"system": "email", "value": "joyce@example.com"}],
                 "gender": "female",
                 "birthDate": "1971-02-03",
                 "address": [{"line": ["1 High Street", "Flat 2"], "city": "Salem", "state": "Oregon",
                              "postalCode": "97301", "country": "US"}],
                 "identifier": [{"system": "urn:a", "value": "1"}, {"system": "urn:b", "value": "2"}]}
                """);

        assertThat(body).isEqualTo(JsonMapper.shared().readTree("""
                {"name": "Joyce Ann Winter", "givenName": "Joyce Ann", "familyName": "Winter",
                 "email": "joyce@example.com", "phone": "555-0101",
                 "address": "1 High Street, Flat 2, Salem, Oregon 97301, US",
                 "dateOfBirth": "1971-02-03", "gender": "female", "region": "Oregon",
                 "identifiers": [{"system": "urn:a", "value": "1"}, {"system": "urn:b", "value": "2"}],
                 "registeredDate": "2026-05-04"}
                """));
    }

    @Test
    void leavesOutWhatIsNotThere() {
        ObjectNode body = registration("{\"resourceType\": \"Patient\"}");

        assertThat(body.propertyNames()).containsExactly("identifiers", "registeredDate");
        assertThat(body.path("identifiers")).isEmpty();
    }

    @Test
    void takesTheTextWhereNothingFinerIsGiven() {
        ObjectNode body = registration("""
                {"name": [{"text": "Joyce Winter"}], "address": [{"text": "1 High Street, Salem"}]}
                """);

        assertThat(body.path("name").asString()).isEqualTo("Joyce Winter");
        assertThat(body.path("address").asString()).isEqualTo("1 High Street, Salem");
        assertThat(body.has("familyName")).isFalse();
    }

    @Test
    void prefersWhatIsNotOld() {
        ObjectNode body = registration("""
                {"name": [{"use": "old", "family": "Autumn"}, {"use": "usual", "family": "Winter"}]}
                """);

        assertThat(body.path("familyName").asString()).isEqualTo("Winter");
    }

    @Test
    void countsARepeatedIdentifierOnce() {
        ObjectNode body = registration("""
                {"identifier": [{"system": "urn:a", "value": "1"}, {"system": "urn:a", "value": "1", "use": "usual"}]}
                """);

        assertThat(body.path("identifiers")).hasSize(1);
    }

    @Test
    void sendsAnIncompleteIdentifierToBeRefused() {
        ObjectNode body = registration("{\"identifier\": [{\"value\": \"1\"}]}");

        assertThat(body.path("identifiers").path(0).propertyNames()).containsExactly("value");
    }

    private static ObjectNode registration(String patient) {
        return FhirPatient.registration(JsonMapper.shared().readTree(patient), TODAY);
    }
}
