package pms.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesIT {
    @TempDir
    private Path cache;

    @Test
    void areUnpackedOnceAndWholeHoweverManyAskAtOnce() throws Exception {
        Queue<PostgresBinaries> found = new ConcurrentLinkedQueue<>();

        Together.run(List.of(1, 2, 3), number -> found.add(PostgresBinaries.unpacked(cache)));

        assertThat(found).hasSize(3).allMatch(each -> Files.isExecutable(each.program("postgres")));
        try (Stream<Path> left = Files.list(cache)) {
            assertThat(left).as("no half-unpacked folder stays").hasSize(1);
        }
    }
}
