package pms.e2e.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import pms.e2e.system.Installation;
import pms.e2e.system.Part;

/**
 * Proportional set size of all processes of a system, as Linux tells it in {@code /proc/PID/smaps_rollup}: each page
 * counts once, shared out among those that use it.
 *
 * @param byPart KiB of each part with its child processes, and of the supervisor
 */
record Memory(Map<String, Long> byPart) {

    static Memory of(Installation installation) {
        Map<String, Long> byPart = new LinkedHashMap<>();
        Set<Long> counted = new HashSet<>();
        for (Part part : installation.status().parts()) {
            part.process().ifPresent(process -> byPart.put(part.name(), withChildren(process, counted)));
        }
        ProcessHandle supervisor = installation.supervisor();
        byPart.put("supervisor", withChildren(supervisor, counted));
        return new Memory(byPart);
    }

    long totalKib() {
        return byPart.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long withChildren(ProcessHandle process, Set<Long> counted) {
        return Stream.concat(Stream.of(process), process.descendants())
                .filter(each -> counted.add(each.pid()))
                .mapToLong(each -> pssKib(each.pid()))
                .sum();
    }

    private static long pssKib(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (NoSuchFileException gone) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
