package pms.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.e2e.TheSystem.local;

import org.junit.jupiter.api.Test;
import pms.e2e.client.Answer;
import tools.jackson.databind.JsonNode;

class SeedIT {
    @Test
    void isFifteenPatientsWhenUpSaysThatItIsReady() {
        Answer list = local().firstList();
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.header("X-Total-Count")).isEqualTo("15");
        assertThat(list.json()).hasSize(15);
        for (JsonNode patient : list.json()) {
            assertThat(patient.path("name").asString()).isNotEmpty();
            assertThat(patient.path("email").asString()).contains("@");
            assertThat(patient.path("dateOfBirth").asString()).matches("\\d{4}-\\d{2}-\\d{2}");
            assertThat(patient.path("status").asString()).isEqualTo("ACTIVE");
        }
    }

    @Test
    void isAnnouncedWithTheDoorAndTheLogin() {
        assertThat(local().firstUp().output())
                .contains("PMS ready: " + local().installation().url())
                .contains("testuser@test.com");
    }
}
