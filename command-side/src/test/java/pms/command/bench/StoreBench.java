package pms.command.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import pms.command.eventstore.StoreDatabase;

/**
 * Measures the event store on a PostgreSQL server of its own (fsync on) beside what it is compared to, and prints
 * Markdown. Arguments: {@code --quick} for a look in some minutes, {@code --out DIR} for the folder of the report and the
 * plot, and the names of sections to run only these.
 */
public final class StoreBench {

    private static final String QUICK = "--quick";
    private static final String OUT = "--out";
    private static final Set<String> SECTIONS = new TreeSet<>(Set.of("append", "hot", "wake", "growth", "sealing"));
    private static final List<Long> LENGTHS = List.of(10_000L, 100_000L, 1_000_000L, 5_000_000L);
    private static final List<Long> QUICK_LENGTHS = List.of(10_000L, 100_000L);
    private static final long READ_AT = 1_000_000;

    private final Report report = new Report(System.out);
    private final boolean quick;
    private final Path folder;

    private StoreBench(boolean quick, Path folder) {
        this.quick = quick;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of("target", "bench");
        boolean quick = false;
        Set<String> sections = new TreeSet<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (argument.equals(QUICK)) {
                quick = true;
            } else if (argument.equals(OUT) && i + 1 < arguments.length) {
                folder = Path.of(arguments[++i]);
            } else if (SECTIONS.contains(argument)) {
                sections.add(argument);
            } else {
                System.err.println("usage: bench store [--quick] [--out DIR] " + SECTIONS);
                System.exit(2);
            }
        }
        new StoreBench(quick, folder).run(sections.isEmpty() ? SECTIONS : sections);
        System.exit(0); // threads of libraries
    }

    private void run(Set<String> sections) throws IOException {
        report.line("# The event store, measured");
        report.line("");
        report.line(Machine.describe(StoreDatabase.version()));
        if (sections.contains("append")) {
            new AppendSection(report, quick ? AppendSection.Plan.quick() : AppendSection.Plan.full()).run();
        }
        if (sections.contains("hot")) {
            new HotSection(report, quick ? 3 : 10).run();
        }
        if (sections.contains("wake")) {
            new WakeSection(report, quick ? 500 : 3_000).run();
        }
        if (sections.contains("sealing")) {
            new SealingSection(report, quick ? 2 : 5).run();
        }
        if (sections.contains("growth")) {
            growth();
        }
        Path file = folder.resolve("event-store.md");
        report.write(file);
        report.progress("written to " + file.toAbsolutePath());
    }

    private void growth() throws IOException {
        try (LongLog log = new LongLog()) {
            GrowthSection growth = new GrowthSection(report, log, Duration.ofSeconds(quick ? 3 : 10));
            for (long events : quick ? QUICK_LENGTHS : LENGTHS) {
                growth.measureAt(events);
                if (events == (quick ? QUICK_LENGTHS.getLast() : READ_AT)) {
                    new ReadSection(report, log, quick ? 1 : 3).run();
                }
            }
            growth.report(folder.resolve("event-store-growth.svg"));
        }
    }
}
