package pms.command.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pms.command.eventstore.StoreDatabase;
import reactor.core.publisher.Mono;

/**
 * PostgreSQL's own load generator, in C: one row a transaction, no condition, no tags, nothing kept in order. The limit
 * for whoever commits each append alone. More callers than it is fastest with do not help it, so it gets no more.
 */
final class Pgbench implements Competitor {

    private static final int FASTEST_CLIENTS = 32;
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern LATENCY = Pattern.compile("latency average = ([0-9.]+) ms");

    private final Path program;
    private final StoreDatabase database = StoreDatabase.create();
    private final Path script;

    private Pgbench(Path program) {
        this.program = program;
        createTable(database);
        try {
            script = Files.writeString(
                    Files.createTempFile("plain", ".sql"),
                    "insert into plain (payload) values ('" + new String(Samples.bytes(), StandardCharsets.US_ASCII)
                            + "');\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Empty when pgbench is not installed. */
    static Optional<Competitor> find() {
        Stream<Path> onPath = Stream.of(System.getenv("PATH").split(":")).map(Path::of);
        Stream<Path> packaged = Stream.iterate(30, version -> version > 9, version -> version - 1)
                .map(version -> Path.of("/usr/lib/postgresql/" + version + "/bin"));
        return Stream.concat(onPath, packaged)
                .map(folder -> folder.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Pgbench::new);
    }

    static void createTable(StoreDatabase database) {
        database.execute("create table plain (id bigint generated always as identity primary key, payload bytea)");
    }

    @Override
    public String name() {
        return "pgbench, single-row insert";
    }

    @Override
    public Mono<?> append() {
        throw new UnsupportedOperationException("it drives itself");
    }

    /** It tells the average of the latency only; as the 99th percentile stands none. */
    @Override
    public Round run(int callers, Duration length) {
        int clients = Math.min(callers, FASTEST_CLIENTS);
        String said = run(List.of(
                program.toString(),
                "--no-vacuum",
                "--protocol=prepared",
                "--host=127.0.0.1",
                "--port=" + database.port(),
                "--username=" + database.name(),
                "--client=" + clients,
                "--jobs=" + Math.min(clients, 2),
                "--time=" + length.toSeconds(),
                "--file=" + script,
                database.name()));
        return new Round(number(TPS, said), number(LATENCY, said), Double.NaN);
    }

    private String run(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("PGPASSWORD", database.password());
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("pgbench failed: " + said);
            }
            return said;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while pgbench ran", interrupted);
        }
    }

    private static double number(Pattern pattern, String said) {
        Matcher matcher = pattern.matcher(said);
        if (!matcher.find()) {
            throw new IllegalStateException("pgbench does not say " + pattern + ": " + said);
        }
        return Double.parseDouble(matcher.group(1));
    }

    @Override
    public void close() {
        database.close();
        try {
            Files.delete(script);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
