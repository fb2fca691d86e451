package pms.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PatientComparisonTest {
    private static final String ASKED = """
            {"name": "Joyce Winter", "email": "Joyce@Example.com", "address": "1 High Street", "gender": "Female",
             "identifiers": [{"system": "urn:a", "value": "1"}, {"system": "urn:b", "value": "2"}],
             "registeredDate": "2026-05-04"}
            """;

    @Test
    void findsNoDifferenceToWhatTheSameLineRegisteredBefore() {
        String registered = """
                {"id": "7", "status": "ACTIVE", "version": 3, "name": "Joyce Winter", "email": "joyce@example.com",
                 "address": "1 High Street", "gender": "female", "registeredDate": "2024-01-01",
                 "identifiers": [{"system": "urn:b", "value": "2"}, {"system": "urn:a", "value": "1"}]}
                """;

        assertThat(differences(registered)).isEmpty();
    }

    @Test
    void namesEachFieldThatDiffers() {
        String registered = """
                {"name": "Joyce Summer", "email": "other@example.com", "address": "1 High Street", "phone": "555-0100",
                 "gender": "female", "identifiers": [{"system": "urn:a", "value": "1"}]}
                """;

        assertThat(differences(registered)).containsExactly("name", "phone", "email", "identifiers");
    }

    private static List<String> differences(String registered) {
        JsonMapper json = JsonMapper.shared();
        return PatientComparison.differences(json.readTree(ASKED), json.readTree(registered));
    }
}
