package pms.cli.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How to run PostgreSQL, which refuses to run as root: as it is for any other user; for root in a user namespace of its
 * own where the system allows that, else as another user that owns the data folder.
 */
record Unprivileged(List<String> prefix, @Nullable String user) {
    private static final List<String> CANDIDATES = List.of("postgres", "nobody");
    private static final long PROBE_SECONDS = 5;

    static Unprivileged find() {
        if (!Platform.isRoot()) {
            return new Unprivileged(List.of(), null);
        }
        if (succeeds(List.of("unshare", "-U", "true"))) {
            return new Unprivileged(List.of("unshare", "-U"), null);
        }
        return CANDIDATES.stream()
                .map(Unprivileged::asUser)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new RuntimeFailure("PostgreSQL does not run as root, and neither unshare nor setpriv"
                        + " works here: run as another user"));
    }

    private static Optional<Unprivileged> asUser(String user) {
        List<String> prefix = List.of("setpriv", "--reuid=" + user, "--clear-groups", "--");
        List<String> probe = Stream.concat(prefix.stream(), Stream.of("true")).toList();
        return succeeds(probe) ? Optional.of(new Unprivileged(prefix, user)) : Optional.empty();
    }

    /** Another user can't reach the programs below root's home. */
    Path cacheFolder() {
        return user == null ? Platform.cacheFolder() : Path.of("/var/cache/pms");
    }

    /** Gives a folder and all in it to the user that PostgreSQL runs as. */
    void own(Path root) throws IOException {
        if (user == null) {
            return;
        }
        var principal = root.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.toList()) {
                Files.setOwner(each, principal);
            }
        }
    }

    private static boolean succeeds(List<String> command) {
        try {
            Process probe = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
