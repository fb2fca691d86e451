package pms.cli.patients;

import java.util.ArrayList;
import java.util.List;
import pms.cli.gateway.Answer;
import pms.cli.gateway.GatewayClient;
import pms.cli.runtime.RuntimeFailure;
import tools.jackson.databind.JsonNode;

/**
 * The beginning of a list of patients, in the order of the directory.
 *
 * @param areMore whether the list goes on
 */
record PatientPages(List<JsonNode> patients, boolean areMore) {
    /** All pages have one size: another one would begin elsewhere. */
    private static final int LARGEST_PAGE = 200;

    /** @param search empty for all */
    static PatientPages read(GatewayClient gateway, String search, int limit) {
        int size = Math.min(LARGEST_PAGE, limit + 1);
        List<JsonNode> patients = new ArrayList<>();
        for (int page = 0; patients.size() <= limit; page++) {
            JsonNode found = page(gateway, search, page, size);
            found.forEach(patients::add);
            if (found.size() < size) {
                break;
            }
        }
        return new PatientPages(
                List.copyOf(patients.subList(0, Math.min(limit, patients.size()))), patients.size() > limit);
    }

    private static JsonNode page(GatewayClient gateway, String search, int page, int size) {
        String found = search.isEmpty() ? "" : "&q=" + GatewayClient.encoded(search);
        Answer answer = gateway.get("/api/patients?page=" + page + "&size=" + size + found);
        if (answer.status() == 403) {
            throw new RuntimeFailure(
                    "Only an ADMIN, CLINICIAN or BILLING may list patients: say who with --user EMAIL");
        }
        if (answer.status() != 200 || !answer.body().isArray()) {
            throw new RuntimeFailure("Refused: " + answer.reason());
        }
        return answer.body();
    }

    /** Nothing personal. */
    @Override
    public String toString() {
        return "PatientPages[" + patients.size() + "]";
    }
}
