package pms.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import pms.gateway.audit.Action;
import pms.gateway.audit.Call;

/** Whoever is refused something is on record with what it was. */
class CallNamesTest {

    static Stream<ExpectedAccess> guarded() {
        return ExpectedAccess.table().filter(row -> !row.isOpen());
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void eachCallThatCanBeRefusedHasANameOnRecord(ExpectedAccess row) {
        assertThat(actionOf(row.method(), row.example()))
                .as("write a line in Call")
                .isNotEqualTo(Action.OTHER);
    }

    @Test
    void aCallWithoutANameIsOnRecordAllTheSame() {
        assertThat(actionOf("DELETE", "/api/audit")).isEqualTo(Action.OTHER);
    }

    private static Action actionOf(String method, String path) {
        return Call.actionOf(HttpMethod.valueOf(method), PathContainer.parsePath(path));
    }
}
