package pms.e2e.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pms.e2e.client.Answer;
import pms.e2e.client.Gateway;
import pms.e2e.client.Json;
import tools.jackson.databind.JsonNode;

/**
 * How long one person who pages and searches in the console's list of patients waits, through the gateway: one caller,
 * who asks as the console does, each time when the last answer was there.
 */
final class DirectoryReads {
    /** So many patients are in the list at least. */
    static final int PATIENTS = 10_000;

    /** Of the console's list. */
    private static final int PAGE_SIZE = 20;

    private static final int FIRST_PAGES = 25;
    private static final int DEEP_PAGES = 25;
    private static final int ROUNDS = 4;
    private static final int NAMES = 8;
    private static final int REGISTERING_CALLERS = 16;
    private static final Duration REGISTERING = Duration.ofMinutes(5);
    private static final String ORDER_OF_THE_CONSOLE = "name";
    private static final List<String> ORDERS = List.of(ORDER_OF_THE_CONSOLE, "-name", "-registeredDate", "dateOfBirth");

    private final Gateway gateway;
    private final MadeUpPatients patients;

    DirectoryReads(Gateway gateway, MadeUpPatients patients) {
        this.gateway = gateway;
        this.patients = patients;
    }

    /**
     * What was measured.
     *
     * @param patients in the list
     * @param first pages from the list's beginning on, one after the other
     * @param deep pages spread over the whole list up to its last one, in several orders
     * @param search one answer for each letter of each term
     * @param everybody of these, the answers to what all patients but a few are found by
     */
    record Result(long patients, Percentiles first, Percentiles deep, Percentiles search, Percentiles everybody) {}

    /**
     * Registers made-up patients until there are enough, then asks. The first round is not counted.
     *
     * @param file of FHIR patients that are in the directory, to search for
     * @throws IllegalStateException when there are not enough in time, or an answer is not the right one
     */
    Result measure(Path file) throws IOException, InterruptedException, ExecutionException {
        long total = fill();
        List<String> names = names(file);
        List<Long> first = new ArrayList<>();
        List<Long> deep = new ArrayList<>();
        List<Long> search = new ArrayList<>();
        List<Long> everybody = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            if (round == 1) {
                Stream.of(first, deep, search, everybody).forEach(List::clear);
            }
            for (int page = 0; page < FIRST_PAGES; page++) {
                first.add(page("", page, ORDER_OF_THE_CONSOLE));
            }
            for (String order : ORDERS) {
                for (int page : deepPages(total)) {
                    deep.add(page("", page, order));
                }
            }
            for (String name : names) {
                search.addAll(typed(name));
            }
            everybody.addAll(typed("Bench"));
        }
        search.addAll(everybody);
        return new Result(
                total,
                Percentiles.ofNanos(first),
                Percentiles.ofNanos(deep),
                Percentiles.ofNanos(search),
                Percentiles.ofNanos(everybody));
    }

    /** How many there are then. */
    private long fill() throws InterruptedException, ExecutionException {
        long begun = System.nanoTime();
        long missing = PATIENTS - total();
        if (missing > 0) {
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> running = new ArrayList<>();
                for (int caller = 0; caller < REGISTERING_CALLERS; caller++) {
                    long share = (missing + REGISTERING_CALLERS - 1) / REGISTERING_CALLERS;
                    running.add(callers.submit(() -> register(share, begun)));
                }
                for (Future<?> each : running) {
                    each.get();
                }
            }
        }
        Waiting.until(PATIENTS + " patients in the list", begun, REGISTERING, () -> total() >= PATIENTS);
        return total();
    }

    /** A refused one is made up for by another, until the time is over. */
    private void register(long count, long begun) {
        long done = 0;
        while (done < count && System.nanoTime() - begun < REGISTERING.toNanos()) {
            if (gateway.post("/api/patients", patients.next()).status() == 201) {
                done++;
            }
        }
    }

    private long total() {
        return Long.parseLong(gateway.get("/api/patients?size=1").header("X-Total-Count"));
    }

    /** Spread evenly; the last of them is the last of the list. */
    private static List<Integer> deepPages(long total) {
        long pages = (total + PAGE_SIZE - 1) / PAGE_SIZE;
        return IntStream.rangeClosed(1, DEEP_PAGES)
                .mapToObj(i -> (int) (pages * i / DEEP_PAGES) - 1)
                .toList();
    }

    /** What people have typed before they are found: family names, and one with the beginning of a given name. */
    private static List<String> names(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            List<JsonNode> names = lines.filter(line -> !line.isBlank())
                    .limit(NAMES)
                    .map(line -> Json.read(line).at("/name/0"))
                    .toList();
            Stream<String> families = names.stream().map(DirectoryReads::family);
            String both = names.getLast().at("/given/0").asString() + " " + family(names.getLast());
            return Stream.concat(families, Stream.of(both, "Nobody Hasthisname"))
                    .distinct()
                    .toList();
        }
    }

    private static String family(JsonNode name) {
        return name.path("family").asString();
    }

    /** One answer for each letter. */
    private List<Long> typed(String term) {
        return IntStream.rangeClosed(1, term.length())
                .mapToObj(letters -> term.substring(0, letters).strip())
                .distinct()
                .map(written -> page(written, 0, ORDER_OF_THE_CONSOLE))
                .toList();
    }

    /** The nanoseconds until the whole answer was there. */
    private long page(String written, int page, String order) {
        String search = written.isEmpty() ? "" : "q=" + URLEncoder.encode(written, StandardCharsets.UTF_8) + "&";
        String path = "/api/patients?" + search + "page=" + page + "&size=" + PAGE_SIZE + "&sort=" + order;
        long before = System.nanoTime();
        Answer answer = gateway.get(path);
        long nanos = answer.receivedNanos() - before;
        if (!answer.isSuccess() || (written.isEmpty() && answer.json().isEmpty())) {
            throw new IllegalStateException("page " + page + " of the list answered " + answer.status());
        }
        return nanos;
    }
}
